package dev.vedette.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void createsFoldersAndReplacesTheEarlierFile() throws IOException {
        Path target = folder.resolve("a/b/c.txt");

        AtomicFile.write(target, out -> out.write('1'));
        AtomicFile.write(target, out -> out.write('2'));

        assertThat(target).hasContent("2");
        assertThat(target.getParent()).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void leavesTheEarlierFileWhenWritingFails() throws IOException {
        Path target = Files.writeString(folder.resolve("c.txt"), "earlier");

        assertThatThrownBy(() -> AtomicFile.write(target, out -> {
                    out.write("half".getBytes(StandardCharsets.UTF_8));
                    throw new IOException("No space left on device");
                }))
                .isInstanceOfSatisfying(VedetteException.class, e -> assertThat(e.category())
                        .isEqualTo(VedetteException.Category.DEVICE))
                .hasMessageContaining("c.txt (No space left on device): make room");

        assertThat(target).hasContent("earlier");
        assertThat(folder.toFile().list()).containsExactly("c.txt");
    }
}
