package dev.vedette.server.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.server.config.CameraConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonTest {
    @TempDir
    Path folder;

    private Lesson after(Path detector) {
        LearningOrder order = new LearningOrder(
                CameraConfig.of("street", "street:"),
                List.of(),
                folder.toString(),
                Optional.of(detector.toString()),
                1,
                false,
                1);
        return new Lesson(order, new LearningReport(new PrintWriter(Writer.nullWriter())));
    }

    @Test
    void aDetectorThatIsDamagedOrGoneIsNoneToCompareWith() throws IOException {
        Path damaged = Files.writeString(folder.resolve("damaged.vedette"), "no detector");

        assertThat(after(damaged).before()).isEmpty();
        assertThat(after(folder.resolve("gone.vedette")).before()).isEmpty();
    }
}
