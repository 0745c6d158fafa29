package dev.vedette.video.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.evaluation.PixelMask;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Box;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreetSceneTest {
    private static final StreetScene.Format SMALL = new StreetScene.Format(160, 96, 10);

    private static final StreetScene SCENE = StreetScene.withAnomalies(5, 720, SMALL);

    @Test
    void theSameSeedGivesTheSameSceneInAnyOrder() {
        StreetScene again = StreetScene.withAnomalies(5, 720, SMALL);
        again.render(200);

        assertThat(again.render(100).bgr()).isEqualTo(SCENE.render(100).bgr());
        assertThat(again.events()).isEqualTo(SCENE.events());
        assertThat(StreetScene.withAnomalies(6, 720, SMALL).render(100).bgr())
                .isNotEqualTo(SCENE.render(100).bgr());
    }

    @Test
    void everySeedShowsTheSameStreet() {
        Image one = average(StreetScene.normal(1, 300, SMALL));
        Image other = average(StreetScene.normal(2, 300, SMALL));

        assertThat(meanDifference(one, other)).isLessThan(8);
    }

    @Test
    void normalScenesHaveWalkersAndNoEvents() {
        StreetScene normal = StreetScene.normal(3, 200, SMALL);

        assertThat(normal.events()).isEmpty();
        assertThat(normal.isAbnormal(100)).isFalse();
        assertThat(normal.mask(100).any()).isFalse();
        assertThat(meanDifference(normal.render(100), normal.render(120))).isGreaterThan(1);
    }

    @Test
    void everyKindOfAnomalyComesOnceInSeventySeconds() {
        assertThat(SCENE.events()).extracting(SceneEvent::what).containsExactly("cyclist", "runner", "van", "bag");
        int end = -1;
        for (SceneEvent event : SCENE.events()) {
            assertThat(event.firstFrame()).isGreaterThan(end + 20);
            assertThat(event.boxes().size()).isBetween(15, 80);
            end = event.lastFrame();
        }
        assertThat(end).isLessThan(720);
    }

    @Test
    void longScenesHaveMoreAnomaliesAndTheBagLast() {
        List<SceneEvent> events = StreetScene.withAnomalies(9, 1800, SMALL).events();

        assertThat(events).hasSize(10);
        assertThat(events.get(9).what()).isEqualTo("bag");
    }

    @Test
    void anomaliesMoveAndTheBagStays() {
        for (SceneEvent event : SCENE.events()) {
            Box late = event.boxes().get(event.boxes().size() - 1);
            Box later = event.boxes().get(event.boxes().size() - 5);
            if (event.what().equals("bag")) {
                assertThat(late).isEqualTo(later);
            } else {
                assertThat(late).isNotEqualTo(later);
            }
        }
    }

    @Test
    void masksLieInTheBoxes() {
        for (SceneEvent event : SCENE.events()) {
            int frame = (event.firstFrame() + event.lastFrame()) / 2;
            Box box = event.box(frame).orElseThrow();
            PixelMask mask = SCENE.mask(frame);
            int inside = 0;
            for (int y = 0; y < 96; y++) {
                for (int x = 0; x < 160; x++) {
                    if (mask.at(x, y)) {
                        assertThat(box.intersection(new Box(x, y, x, y))).isEqualTo(1);
                        inside++;
                    }
                }
            }
            assertThat(inside).as(event.what()).isGreaterThan(20);
        }
    }

    @Test
    void outsideOfItsTimeAnEventIsNowhere() {
        SceneEvent event = SCENE.events().get(0);

        assertThat(event.box(event.firstFrame() - 1)).isEmpty();
        assertThat(event.box(event.lastFrame() + 1)).isEmpty();
        assertThat(SCENE.mask(event.firstFrame() - 1).any()).isFalse();
    }

    @Test
    void isAVideoThatCanBeOpenedAgain() {
        StreetScene shortScene = StreetScene.normal(4, 12, SMALL);

        for (int round = 0; round < 2; round++) {
            List<Frame> frames = new ArrayList<>();
            try (FrameSource source = shortScene.asVideo().open()) {
                for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
                    frames.add(next.get());
                }
            }
            assertThat(frames).hasSize(12);
            assertThat(frames.get(11).time().toNanos() / 1e9).isCloseTo(1.1, within(1e-6));
            assertThat(frames.get(11).image().bgr())
                    .isEqualTo(shortScene.render(11).bgr());
        }
    }

    @Test
    void refusesScenesThatAreTooShortOrTooSmall() {
        assertThatThrownBy(() -> StreetScene.withAnomalies(1, 100, SMALL))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("choose at least 400");
        assertThatThrownBy(() -> new StreetScene.Format(10, 10, 25)).hasMessageContaining("64x48");
    }

    private static Image average(StreetScene scene) {
        int[] sums = new int[160 * 96 * 3];
        for (int frame = 0; frame < 300; frame += 10) {
            byte[] bgr = scene.render(frame).bgr();
            for (int i = 0; i < sums.length; i++) {
                sums[i] += bgr[i] & 0xff;
            }
        }
        byte[] mean = new byte[sums.length];
        for (int i = 0; i < sums.length; i++) {
            mean[i] = (byte) (sums[i] / 30);
        }
        return new Image(160, 96, mean);
    }

    private static double meanDifference(Image a, Image b) {
        long sum = 0;
        for (int i = 0; i < a.bgr().length; i++) {
            sum += Math.abs((a.bgr()[i] & 0xff) - (b.bgr()[i] & 0xff));
        }
        return (double) sum / a.bgr().length;
    }
}
