package dev.vedette.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.engine.learning.Batch;
import dev.vedette.training.footage.FootageProgress;
import dev.vedette.training.footage.FootageSettings;
import dev.vedette.training.footage.FootageStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the steps of learning are given. */
class MaterialTest {
    private static final TrainingConfig CONFIG = TrainerTest.config(1e-3);
    private static final int STEPS = 300;

    @TempDir
    static Path folder;

    private static FootageStore store;
    private static Material material;

    @BeforeAll
    static void read() {
        FootageSettings settings = FootageSettings.of(
                        CONFIG.network().frameWidth(), CONFIG.network().frameHeight(), CONFIG.seed())
                .withFolder(folder);
        store = FootageStore.read(TrainerTest.footage(), settings, FootageProgress.NONE);
        material = prepare();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static Material prepare() {
        return Material.prepare(store, CONFIG, new TrainingListener() {});
    }

    /** They would not, if generators of successive steps ran through the same numbers, one ahead of the other. */
    @Test
    void samplesOfManyStepsDiffer() {
        Set<List<Integer>> different = new HashSet<>();
        int samples = 0;
        for (int step = 0; step < STEPS; step++) {
            Batch batch = material.batch(Phase.TEACHER, step);
            for (int i = 0; i < batch.size(); i++) {
                different.add(hashes(batch, i));
                samples++;
            }
        }
        assertThat(samples).isEqualTo(STEPS * CONFIG.schedule().batch());
        assertThat(different)
                .as("different ones of %d samples, seed %d", samples, CONFIG.seed())
                .hasSizeGreaterThan(samples * 99 / 100);
    }

    @Test
    void aStepHasTheSameBatchWhateverWasMadeBefore() {
        Batch first = material.batch(Phase.STUDENT, 3);
        material.batch(Phase.STUDENT, 0);
        Batch ofTheOtherPhase = material.batch(Phase.TEACHER, 3);

        assertSame(material.batch(Phase.STUDENT, 3), first);
        assertSame(prepare().batch(Phase.STUDENT, 3), first);
        assertThat(ofTheOtherPhase.images()).isNotEqualTo(first.images());
    }

    private static List<Integer> hashes(Batch batch, int sample) {
        int values = batch.images().length / batch.size();
        float[] images = Arrays.copyOfRange(batch.images(), sample * values, (sample + 1) * values);
        return List.of(
                Arrays.hashCode(images),
                Arrays.hashCode(batch.masks().get(sample).kept()));
    }

    private static void assertSame(Batch batch, Batch other) {
        assertThat(batch.images()).isEqualTo(other.images());
        assertThat(batch.targets()).isEqualTo(other.targets());
        assertThat(batch.tokenWeights()).isEqualTo(other.tokenWeights());
        assertThat(kept(batch)).isEqualTo(kept(other));
    }

    private static List<String> kept(Batch batch) {
        return batch.masks().stream().map(mask -> Arrays.toString(mask.kept())).toList();
    }
}
