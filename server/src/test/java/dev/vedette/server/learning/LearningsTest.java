package dev.vedette.server.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.CameraConfig;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.learning.LearningStatus.State;
import dev.vedette.server.store.Database;
import dev.vedette.server.store.DetectorStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learnings that end before a learner is started. */
class LearningsTest implements Learnings.Listener {
    private static final CameraConfig YARD = CameraConfig.of("yard", "rtsp://watch:s3cret@10.0.0.5/stream1");

    @TempDir
    Path folder;

    private final BlockingQueue<LearningStatus> told = new LinkedBlockingQueue<>();
    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("vedette.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    public void changed(LearningStatus status) {
        told.add(status);
    }

    @Override
    public void learned(String camera) {}

    private Learnings learnings() {
        return new Learnings(
                folder,
                ServeConfig.EMPTY::learningOrUsual,
                new DetectorLibrary(folder, new DetectorStore(database)),
                this);
    }

    @Test
    void footageThatIsGoneWhenLearningBeginsIsToldAndNotTheAddress() throws InterruptedException {
        Queue<List<Path>> buffered = new ArrayDeque<>();
        buffered.add(List.of(folder.resolve("1.mp4")));
        buffered.add(List.of());
        try (Learnings learnings = learnings()) {
            learnings.start(YARD, buffered::remove);

            Optional<LearningStatus> over = Optional.ofNullable(told.poll(60, TimeUnit.SECONDS));
            assertThat(over).map(LearningStatus::state).contains(State.FAILED);
            assertThat(over).flatMap(LearningStatus::message).hasValueSatisfying(message -> assertThat(message)
                    .contains("there is no footage of camera yard")
                    .doesNotContain("s3cret", "stream1"));
        }
    }

    @Test
    void aCameraWithoutFootageIsRefusedAtOnce() {
        try (Learnings learnings = learnings()) {
            assertThatThrownBy(() -> learnings.start(YARD, List::of))
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("there is no footage of camera yard");
            assertThat(learnings.status("yard")).isEmpty();
        }
    }

    @Test
    void whatAKilledServerLeftIsClearedAtTheStartButForTheLogs() throws IOException {
        Path run = Files.createDirectories(folder.resolve("learning/yard/checkpoints"));
        Files.writeString(run.resolve("teacher"), "weights");
        Files.writeString(run.resolveSibling("1.mp4"), "footage");
        Files.writeString(run.resolveSibling("learning.log"), "why");

        learnings().close();

        try (Stream<Path> left = Files.walk(folder.resolve("learning"))) {
            assertThat(left.filter(Files::isRegularFile)).containsExactly(folder.resolve("learning/yard/learning.log"));
        }
        assertThat(run).doesNotExist();
    }
}
