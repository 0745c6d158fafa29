package dev.vedette.flink.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.flink.CameraVideo;
import dev.vedette.flink.Footage;
import dev.vedette.flink.Places;
import dev.vedette.model.Safetensors;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.training.recipe.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LessonTest {
    private static final Settings SETTINGS = Settings.of(Map.of(
            "size", "64x48", "patch", 8, "batch", 4, "teacherSteps", 12, "studentSteps", 6, "precision", "FLOAT32"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withACheckpointThatNobodyCanGoOnFromACameraIsLearnedFromItsStart(boolean damaged) throws Exception {
        Footage footage = new Footage(folder, ScoringRule.motionOnly());
        Files.createDirectories(footage.file("gate"));
        footage.video("gate/1.mp4", 1, 120);
        CameraStore store = new CameraStore(folder.resolve("store").toString());
        store.create();
        LearningSource.How how = new LearningSource.How(store, SETTINGS.toJson(), 7, 2, 1);
        CameraSplit gate = new CameraSplit("gate", CameraVideo.find(Places.of(footage.videos.toString())), 0);
        // Makes the run's folder, and is broken off at once.
        new Lesson(gate, how, 2, () -> {}).close();
        Path checkpoint = run().resolve("checkpoint.safetensors");
        if (damaged) {
            Files.writeString(checkpoint, "what is left of a disk");
        } else {
            try (OutputStream out = Files.newOutputStream(checkpoint)) {
                Safetensors.write(out, Map.of(), Map.of("configuration", "that of other footage"));
            }
        }

        CountDownLatch ended = new CountDownLatch(1);
        try (Lesson lesson = new Lesson(gate, how, 2, ended::countDown)) {
            ended.await();
            assertThat(lesson.failure()).isEmpty();
        }
        assertThat(store.has("gate")).isTrue();
    }

    private Path run() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("store/runs/gate"))) {
            return runs.findFirst().orElseThrow();
        }
    }
}
