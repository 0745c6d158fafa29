package dev.vedette.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.frame.Frame;
import dev.vedette.frame.Image;
import dev.vedette.video.scene.StreetScene;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A minute and a half of the street, two frames a second; after a minute something happens to the camera. */
class PictureCheckTest {
    private static final int RATE = 2;
    private static final StreetScene STREET = StreetScene.normal(5, 180, new StreetScene.Format(160, 96, RATE));

    private static Set<Trouble> troubles(UnaryOperator<Image> later) {
        PictureCheck check = new PictureCheck();
        Set<Trouble> found = EnumSet.noneOf(Trouble.class);
        for (int i = 0; i < STREET.frames(); i++) {
            Image image = i < 60 * RATE ? STREET.render(i) : later.apply(STREET.render(i));
            check.next(new Frame(i, Duration.ofMillis(1000L * i / RATE), image))
                    .ifPresent(trouble -> found.add(trouble));
        }
        return found;
    }

    private static Image changed(Image image, UnaryOperator<Integer> value) {
        byte[] bgr = image.bgr().clone();
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) Math.max(0, Math.min(255, value.apply(bgr[i] & 255)));
        }
        return new Image(image.width(), image.height(), bgr);
    }

    @Test
    void peopleWalkingByAreNoTrouble() {
        assertThat(troubles(image -> image)).isEmpty();
    }

    @Test
    void aCoveredCameraIsNotADarkOne() {
        assertThat(troubles(image -> changed(image, value -> 70 + value % 4))).containsExactly(Trouble.COVERED);
        assertThat(troubles(image -> changed(image, value -> value / 40)))
                .contains(Trouble.DARK)
                .doesNotContain(Trouble.COVERED);
    }

    @Test
    void aSwitchOfLightIsNotAMove() {
        assertThat(troubles(image -> changed(image, value -> value / 2))).containsExactly(Trouble.LIGHT);
    }

    @Test
    void aCameraThatWasTurnedLooksElsewhere() {
        UnaryOperator<Image> turned = image -> {
            byte[] bgr = image.bgr().clone();
            int row = image.width() * 3;
            for (int y = 0; y < image.height(); y++) {
                System.arraycopy(image.bgr(), (image.height() - 1 - y) * row, bgr, y * row, row);
            }
            return new Image(image.width(), image.height(), bgr);
        };
        assertThat(troubles(turned)).contains(Trouble.MOVED).doesNotContain(Trouble.COVERED, Trouble.DARK);
    }

    /** A minute and some seconds of the same picture. @return what is wrong at its end */
    private static Optional<Trouble> still(PictureCheck check, Image image) {
        Optional<Trouble> last = Optional.empty();
        for (int i = 0; i < 130; i++) {
            last = check.next(new Frame(i, Duration.ofMillis(500L * i), image));
        }
        return last;
    }

    @Test
    void aFrozenPictureIsToldAfterAMinute() {
        assertThat(still(new PictureCheck(), STREET.render(0))).contains(Trouble.FROZEN);
    }

    @Test
    void whatLastedIsStillSoAfterConnectingAnewUntilAFrameSaysOtherwise() {
        Image day = STREET.render(0);
        Image night = changed(day, value -> value / 40);
        PictureCheck check = new PictureCheck();
        assertThat(still(check, night)).contains(Trouble.DARK);

        for (int connection = 0; connection < 2; connection++) {
            check.reconnected();
            assertThat(check.next(new Frame(0, Duration.ZERO, night))).contains(Trouble.DARK);
        }
        assertThat(check.next(new Frame(1, Duration.ofMillis(500), STREET.render(1))))
                .isNotEqualTo(Optional.of(Trouble.DARK));
        check.reconnected();
        assertThat(check.next(new Frame(0, Duration.ZERO, night)))
                .as("what has not lasted has to last anew")
                .isEmpty();

        PictureCheck frozen = new PictureCheck();
        assertThat(still(frozen, day)).contains(Trouble.FROZEN);
        frozen.reconnected();
        assertThat(frozen.next(new Frame(0, Duration.ZERO, day))).contains(Trouble.FROZEN);
        assertThat(frozen.next(new Frame(1, Duration.ofMillis(500), STREET.render(1))))
                .isEmpty();
    }
}
