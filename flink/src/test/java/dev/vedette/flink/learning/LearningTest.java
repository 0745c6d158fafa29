package dev.vedette.flink.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.flink.DyingCluster;
import dev.vedette.flink.Footage;
import dev.vedette.frame.Video;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.training.Trainer;
import dev.vedette.training.TrainingListener;
import dev.vedette.training.cluster.LearningCluster;
import dev.vedette.training.cluster.LearningJob;
import dev.vedette.training.cluster.LearningOutcome;
import dev.vedette.training.cluster.LearningOutcome.SetAside;
import dev.vedette.training.cluster.LearningPlan;
import dev.vedette.training.recipe.Settings;
import dev.vedette.video.Videos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Learning cameras on clusters. */
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class LearningTest {
    private static final long SEED = 7;
    private static final Settings SETTINGS = Settings.of(Map.of(
            "size", "64x48", "patch", 8, "batch", 4, "teacherSteps", 40, "studentSteps", 20, "precision", "FLOAT32"));

    private final LearningCluster cluster =
            ServiceLoader.load(LearningCluster.class).findFirst().orElseThrow();

    @TempDir
    private Path folder;

    @Test
    void detectorsAreThoseOfTheTrainerToTheLastByteAlsoWhenAWorkerIsKilledInTheMiddle() throws Exception {
        Footage footage = footage("gate", "yard");
        Files.createDirectories(footage.file("gate/a"));
        Files.createDirectories(footage.file("gate/a-b"));
        footage.video("gate/10.mp4", 3, 40).video("gate/a/9.mp4", 4, 40).video("gate/a-b/8.mp4", 5, 40);
        LearningJob job = job(footage, false, 2);
        Lessons lessons = Lessons.of(job);

        DyingCluster.run(FlinkLearning.pipeline(lessons, job), () -> {
            assertThat(store().resolve("gate.vedette")).doesNotExist();
            return Stream.of("gate", "yard").allMatch(this::hasCheckpoint);
        });

        assertThat(lessons.outcome()).isEqualTo(new LearningOutcome(List.of("gate", "yard"), List.of()));
        for (String camera : List.of("gate", "yard")) {
            assertThat(store().resolve(camera + ".vedette")).hasSameBinaryContentAs(alone(footage, camera));
        }
        assertThat(store().resolve("runs")).doesNotExist();
    }

    @Test
    void whatCannotBeLearnedIsSetAsideAndWhatIsThereIsLeftAlone() throws Exception {
        Footage footage = footage("gate", "yard");
        Files.createDirectories(footage.file("door"));
        Files.writeString(footage.file("door/1.mp4"), "no video");
        Files.createDirectories(store());
        Path yard = Files.writeString(store().resolve("yard.vedette"), "whatever is there");
        List<LearningPlan> plans = new ArrayList<>();

        LearningOutcome outcome = cluster.run(job(footage, false, 1), 0, plans::add);

        assertThat(outcome.learned()).containsExactly("gate");
        assertThat(outcome.setAside()).singleElement().satisfies(door -> {
            assertThat(door.camera()).isEqualTo("door");
            assertThat(door.reason()).contains("1.mp4");
        });
        assertThat(store().resolve("door.set-aside.txt")).content().contains("1.mp4");
        assertThat(plans).singleElement().satisfies(plan -> {
            assertThat(plan.cameras()).containsExactly("door", "gate");
            assertThat(plan.leftAlone()).containsExactly("yard");
        });
        assertThat(yard).hasContent("whatever is there");

        Files.delete(footage.file("door/1.mp4"));
        Files.delete(footage.file("gate/1.mp4"));
        assertThat(cluster.run(job(footage, true, 1), 0, plans::add).learned()).containsExactly("yard");
        assertThat(DetectorFile.read(yard).provenance().seed()).isEqualTo(SEED);
        assertThat(cluster.run(job(footage, false, 1), 0, plan -> {}).setAside())
                .extracting(SetAside::camera)
                .isEmpty();
    }

    @Test
    void aCameraIsOnlyLearnedWhereItHasADetector() throws Exception {
        LearningOutcome outcome = Lessons.of(job(footage("gate"), false, 1)).outcome();

        assertThat(outcome.learned()).isEmpty();
        assertThat(outcome.setAside()).extracting(SetAside::camera).containsExactly("gate");
    }

    @Test
    void badJobsAreRefusedBeforeAnythingIsBegun() throws Exception {
        Footage none = new Footage(folder, ScoringRule.motionOnly());
        assertThatThrownBy(() -> cluster.run(job(none, false, 1), 0, plan -> {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("holds no video");
        Footage footage = footage("gate");
        LearningJob elsewhere =
                new LearningJob(footage.videos.toString(), "s3://bucket/detectors", false, SETTINGS, SEED, 0, 1, 3);
        assertThatThrownBy(() -> cluster.run(elsewhere, 0, plan -> {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("a path that every machine sees");
        LearningJob unsound = new LearningJob(
                footage.videos.toString(),
                store().toString(),
                false,
                Settings.of(Map.of("size", "64x48", "patch", 7)),
                SEED,
                0,
                1,
                3);
        assertThatThrownBy(() -> cluster.run(unsound, 0, plan -> {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("multiple of patch 7");
        assertThat(store()).doesNotExist();
    }

    private Footage footage(String... cameras) throws IOException {
        Footage footage = new Footage(folder, ScoringRule.motionOnly());
        int seed = 0;
        for (String camera : cameras) {
            Files.createDirectories(footage.file(camera));
            footage.video(camera + "/1.mp4", ++seed, 120);
        }
        return footage;
    }

    private LearningJob job(Footage footage, boolean again, int slots) {
        return new LearningJob(footage.videos.toString(), store().toString(), again, SETTINGS, SEED, 0, slots, 2);
    }

    private Path store() {
        return folder.resolve("store");
    }

    /** What the command would write for one camera, with another number of threads. */
    private Path alone(Footage footage, String camera) {
        List<Video> videos = Videos.openAll(List.of(footage.file(camera)), dev.vedette.video.ReadOptions.DEFAULTS);
        Detector detector = Trainer.train(
                videos,
                SETTINGS.config(videos.get(0), SEED, 2),
                folder.resolve("alone-" + camera),
                false,
                new TrainingListener() {});
        Path file = folder.resolve("alone-" + camera + ".vedette");
        DetectorFile.write(file, detector);
        return file;
    }

    private boolean hasCheckpoint(String camera) {
        try (Stream<Path> files = Files.walk(store().resolve("runs").resolve(camera))) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("checkpoint"));
        } catch (NoSuchFileException e) {
            return false;
        } catch (UncheckedIOException | IOException e) {
            // A file went while it was looked at.
            return false;
        }
    }
}
