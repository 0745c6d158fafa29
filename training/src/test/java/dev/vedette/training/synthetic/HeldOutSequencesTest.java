package dev.vedette.training.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.frame.Clip;
import dev.vedette.training.footage.FootageStore;
import dev.vedette.training.footage.Street;
import dev.vedette.training.objects.OwnObjects;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldOutSequencesTest {
    private static final int CLIPS = 24;

    @TempDir
    Path folder;

    @Test
    void anAnomalyPassesThroughTheFootageAndTheRestIsAsItWas() {
        try (FootageStore store = Street.store(folder, 200)) {
            OwnObjects own = OwnObjects.cutFrom(store.footage(), 1);
            HeldOutSequences sequences =
                    new HeldOutSequences(store.footage(), own.changedOtherwise(), new BlendPaster(), 5, CLIPS, 3);

            assertThat(sequences.stretches()).hasSizeBetween(3, 5);
            for (HeldOutSequences.Stretch stretch : sequences.stretches()) {
                assertThat(stretch.clips()).isEqualTo(CLIPS);
                assertThat(sequences.abnormal(stretch, CLIPS / 2))
                        .as("in the middle it is there")
                        .isPresent();
                for (int i = 0; i < CLIPS; i++) {
                    Clip clean = store.footage().clip(stretch.firstClip() + i);
                    sequences.abnormal(stretch, i).ifPresent(shown -> {
                        assertThat(shown.index()).isEqualTo(clean.index());
                        assertThat(shown.present().bgr())
                                .isNotEqualTo(clean.present().bgr());
                    });
                }
            }
        }
    }

    @Test
    void aThingGoesOnAsItGoesAndItsLooksTakeTurns() {
        Sprite past = sprite(1);
        Sprite present = sprite(2);
        Sprite future = sprite(3);
        MovingObject object = new MovingObject(past.at(10, 20), present.at(16, 23), future.at(22, 26));

        MovingObject later = object.later(6).orElseThrow();
        assertThat(later.past()).isEqualTo(future.at(22, 26));
        assertThat(later.present()).isEqualTo(present.at(28, 29));
        assertThat(later.future()).isEqualTo(past.at(34, 32));
        assertThat(object.later(-3).orElseThrow().future()).isEqualTo(present.at(16, 23));
        assertThat(object.later(1).orElseThrow().present()).isEqualTo(present.at(18, 24));
        assertThat(object.later(0)).isEqualTo(Optional.of(object));
    }

    @Test
    void howAThingGoesThatIsMissingInAPictureNobodyKnows() {
        assertThat(new MovingObject(Sprite.nothing(), sprite(1), sprite(2)).later(3))
                .isEmpty();
    }

    private static Sprite sprite(int shade) {
        byte[] bgr = new byte[4 * 4 * 3];
        Arrays.fill(bgr, (byte) shade);
        byte[] alpha = new byte[4 * 4];
        Arrays.fill(alpha, (byte) 255);
        return new Sprite(0, 0, 4, 4, bgr, alpha);
    }
}
