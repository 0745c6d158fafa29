package dev.vedette.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.engine.learning.Batch;
import dev.vedette.frame.Video;
import dev.vedette.model.NetworkConfig;
import dev.vedette.training.footage.DrawnVideo;
import dev.vedette.training.footage.FootageProgress;
import dev.vedette.training.footage.FootageSettings;
import dev.vedette.training.footage.FootageStore;
import dev.vedette.training.footage.Street;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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

    @Test
    void whereFootageMostlyStandsStillMostSamplesAreOfClipsInWhichSomethingMoves(@TempDir Path own) {
        TrainingConfig untouched = CONFIG.withAnomalies(
                new TrainingConfig.Anomalies(0, 0, 1, false, false, TrainingConfig.Source.OWN, Optional.empty()));
        FootageSettings settings =
                FootageSettings.of(Street.WIDTH, Street.HEIGHT, 1).withFolder(own);
        Video video = new DrawnVideo("mostly still", 25, 400, t -> t < 120 ? Street.frame(t) : Street.ground(0));
        try (FootageStore mostlyStill = FootageStore.read(List.of(video), settings, FootageProgress.NONE)) {
            int all = 40 * CONFIG.schedule().batch();
            assertThat(moving(mostlyStill, untouched, 0)).isBetween(all / 6, all / 2);
            assertThat(moving(mostlyStill, untouched, 0.8)).isBetween(all * 7 / 10, all * 19 / 20);
            assertThat(moving(mostlyStill, untouched, 1)).isEqualTo(all);
        }
    }

    /** Of the samples of 40 steps, those in which frames differ. */
    private static int moving(FootageStore store, TrainingConfig config, double movingShare) {
        NetworkConfig network = config.network().withFrame(Street.WIDTH, Street.HEIGHT);
        TrainingConfig.Schedule schedule = config.schedule();
        Material material = Material.prepare(
                store,
                config.withNetwork(network)
                        .withSchedule(new TrainingConfig.Schedule(
                                schedule.batch(), 40, 40, 1e-3, Optional.empty(), movingShare, true)),
                new TrainingListener() {});
        int moving = 0;
        for (int step = 0; step < 40; step++) {
            Batch batch = material.batch(Phase.TEACHER, step);
            int values = batch.images().length / batch.size();
            for (int from = 0; from < batch.images().length; from += values) {
                moving += Arrays.equals(
                                batch.images(),
                                from,
                                from + values / 3,
                                batch.images(),
                                from + values / 3 * 2,
                                from + values)
                        ? 0
                        : 1;
            }
        }
        return moving;
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
