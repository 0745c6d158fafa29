package dev.vedette.training.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.frame.Clip;
import dev.vedette.frame.Image;
import dev.vedette.training.footage.FootageStore;
import dev.vedette.training.footage.Street;
import dev.vedette.training.synthetic.BlendPaster;
import dev.vedette.training.synthetic.MovingObject;
import dev.vedette.training.synthetic.ObjectSource;
import dev.vedette.training.synthetic.Paster;
import dev.vedette.training.synthetic.Sprite;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnObjectsTest {
    @TempDir
    static Path folder;

    static FootageStore store;
    static Scene scene;

    private final BlendPaster paster = new BlendPaster();

    @BeforeAll
    static void read() {
        store = Street.store(folder, 260);
        scene = TrackCutter.cut(store.footage(), 3);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void thingsAreCutOutWholeWithTheirSpeed() {
        assertThat(scene.tracks()).hasSizeGreaterThan(10);
        for (Track track : scene.tracks()) {
            Sprite present = track.object().present();
            assertThat(track.speedX()).isCloseTo(Street.SPEED, within(0.2));
            assertThat(track.speedY()).isCloseTo(0, within(0.2));
            assertThat(present.width()).isBetween(Street.BROAD - 1, Street.BROAD + 3);
            assertThat(present.height()).isBetween(Street.TALL - 1, Street.TALL + 3);
            assertThat(present.area()).isCloseTo(Street.BROAD * Street.TALL, within(40));
        }
        assertThat(scene.topSpeedAt(50)).isCloseTo(Street.SPEED, within(0.2));
        assertThat(scene.heightAt(50)).isCloseTo(Street.TALL, within(3.0));
    }

    @Test
    void somethingMovesInTheLanesOnly() {
        assertThat(scene.activity().at(80, 30)).isTrue();
        assertThat(scene.activity().at(80, 4)).isFalse();
        assertThat(scene.activity().isQuiet(80, 4, 30, 8)).isTrue();
        assertThat(scene.activity().isQuiet(80, 20, 30, 20)).isFalse();
    }

    @Test
    void fastThingsAreFasterThanAnythingThatWasSeen() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 60; i++) {
            Draft draft = new Draft(scene.anyTrack(random));
            Change.FASTER.apply(draft, scene, store.clip(50), ChangeRanges.LEARN, random);
            assertThat(draft.speed()).isGreaterThan(1.35 * Street.SPEED);
        }
    }

    @Test
    void whatIsChangedIsMarkedAndWhatIsNotMarkedIsUntouched() {
        SplittableRandom random = new SplittableRandom(5);
        ObjectSource changed = new ChangedObjects(scene, ChangeRanges.LEARN);
        for (int i = 0; i < 80; i++) {
            Clip clip = store.clip(random.nextInt(store.size()));
            Paster.Pasted sample = changed.draw(random, clip)
                    .flatMap(object -> paster.paste(clip, object))
                    .orElseThrow();

            boolean[] marked = new boolean[sample.map().length];
            int area = 0;
            double contrast = 0;
            for (int p = 0; p < marked.length; p++) {
                marked[p] = sample.map()[p] != 0;
                area += marked[p] ? 1 : 0;
                contrast += marked[p] ? difference(sample.shown().present(), clip.present(), p) : 0;
            }
            assertThat(area).isGreaterThan(8);
            assertThat(contrast / area).isGreaterThan(5);
            BinaryMask near = new BinaryMask(Street.WIDTH, Street.HEIGHT, marked).dilated(4);
            for (int p = 0; p < marked.length; p++) {
                if (!near.set()[p]) {
                    assertThat(difference(sample.shown().present(), clip.present(), p))
                            .isLessThan(128);
                }
            }
        }
    }

    @Test
    void unchangedThingsKeepTheirSizeAndSpeed() {
        SplittableRandom random = new SplittableRandom(6);
        ObjectSource unchanged = new UnchangedObjects(scene);
        for (int i = 0; i < 60; i++) {
            MovingObject object = unchanged.draw(random, store.clip(60)).orElseThrow();
            double speed = (object.future().centreX() - object.past().centreX()) / (2 * Clip.STRIDE);
            assertThat(speed).isCloseTo(Street.SPEED, within(0.5));
            assertThat(object.present().height()).isBetween(Street.TALL - 3, Street.TALL + 6);
        }
    }

    @Test
    void aDrawDependsOnTheGeneratorAlone() {
        OwnObjects one = OwnObjects.cutFrom(store.footage(), 3);
        OwnObjects two = OwnObjects.cutFrom(store.footage(), 3);
        Clip clip = store.clip(100);

        assertThat(two.count()).isEqualTo(one.count());
        for (long seed = 0; seed < 20; seed++) {
            MovingObject a =
                    one.changed().draw(new SplittableRandom(seed), clip).orElseThrow();
            MovingObject b =
                    two.changed().draw(new SplittableRandom(seed), clip).orElseThrow();
            assertThat(b.present().bgr()).isEqualTo(a.present().bgr());
            assertThat(b.present().alpha()).isEqualTo(a.present().alpha());
            assertThat(b.past().x()).isEqualTo(a.past().x());
            assertThat(b.future().y()).isEqualTo(a.future().y());
        }
    }

    @Test
    void footageWithHardlyAnyTrackStillGivesAnomaliesButNoDecoys() {
        Scene empty = new Scene(List.of(), Pieces.cut(store.footage(), new SplittableRandom(1)), scene.activity());
        SplittableRandom random = new SplittableRandom(8);
        int drawn = 0;
        for (int i = 0; i < 20; i++) {
            drawn += new ChangedObjects(empty, ChangeRanges.LEARN)
                            .draw(random, store.clip(9))
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertThat(drawn).isGreaterThan(10);
        assertThat(new UnchangedObjects(empty).draw(random, store.clip(9))).isEmpty();
    }

    private static int difference(Image a, Image b, int pixel) {
        int most = 0;
        for (int c = 0; c < 3; c++) {
            most = Math.max(most, Math.abs((a.bgr()[3 * pixel + c] & 0xff) - (b.bgr()[3 * pixel + c] & 0xff)));
        }
        return most;
    }
}
