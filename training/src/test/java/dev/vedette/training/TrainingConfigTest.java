package dev.vedette.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import dev.vedette.training.TrainingConfig.Anomalies;
import dev.vedette.training.TrainingConfig.Compute;
import dev.vedette.training.TrainingConfig.Precision;
import dev.vedette.training.TrainingConfig.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be learned by is refused before any footage is read. */
class TrainingConfigTest {
    @TempDir
    Path folder;

    @Test
    void fewerFramesThanASegmentHasAreTooFew() {
        assertThat(new Compute(0, Precision.AUTO, 64).maxFrames()).isEqualTo(64);
        assertRefused(() -> new Compute(0, Precision.AUTO, 63), "maxFrames is 63");
        assertRefused(() -> new Compute(0, Precision.AUTO, -1), "maxFrames is -1");
    }

    @Test
    void objectsComeFromAFolderThatIsThere() throws IOException {
        Path file = Files.writeString(folder.resolve("file.png"), "no folder");

        assertThat(cutOuts(folder).folder()).contains(folder);
        assertRefused(
                () -> cutOuts(folder.resolve("none")), folder.resolve("none").toString());
        assertRefused(() -> cutOuts(file), file.toString());
    }

    private static Anomalies cutOuts(Path from) {
        return new Anomalies(0.5, 0, 1, false, false, Source.CUTOUTS, Optional.of(from));
    }

    private static void assertRefused(ThrowingCallable making, String part) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        VedetteException.class, e -> assertThat(e.category()).isEqualTo(Category.BAD_CONFIGURATION))
                .hasMessageContaining(part);
    }
}
