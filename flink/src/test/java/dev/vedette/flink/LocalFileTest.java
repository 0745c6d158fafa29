package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFileFromElsewhereIsCopiedWholeAndItsCopyDeleted() throws IOException {
        byte[] bytes = new byte[(1 << 20) + 7];
        bytes[1 << 20] = 5;
        Path file = Files.write(folder.resolve("08:30 " + "long".repeat(50) + ".mp4"), bytes);
        Path copy;
        try (LocalFile fetched = LocalFile.of(DeadlyFiles.DEADLY + ":" + file)) {
            copy = fetched.path();
            assertThat(copy).isNotEqualTo(file).hasBinaryContent(bytes);
            assertThat(copy.toString()).endsWith("long.mp4");
        }
        assertThat(copy).doesNotExist();
        assertThat(file).exists();
    }

    /** Where one machine sees nothing, others may. */
    @Test
    void aFileThatIsNotThereIsTheMachinesFaultUnlessAllMachinesFetchIt() {
        String nowhere = folder.resolve("gate/1.mp4").toString();
        assertThatThrownBy(() -> LocalFile.of(nowhere))
                .isInstanceOfSatisfying(VedetteException.class, fault -> assertThat(fault.category())
                        .isEqualTo(Category.DEVICE))
                .hasMessageContaining(nowhere);
        assertThatThrownBy(() -> LocalFile.of(DeadlyFiles.DEADLY + ":" + nowhere))
                .isInstanceOfSatisfying(VedetteException.class, fault -> assertThat(fault.category())
                        .isEqualTo(Category.BAD_INPUT))
                .hasMessageContaining(nowhere);
    }
}
