package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraVideoTest {
    @TempDir
    private Path folder;

    @Test
    void namesMayHoldColonsAndOtherSigns() throws IOException {
        Path video = Files.createFile(
                Files.createDirectories(folder.resolve("gate:2/08:00 %20")).resolve("08:30 #1?.mp4"));

        assertThat(CameraVideo.find(Places.of(folder.toString())))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.camera()).isEqualTo("gate:2");
                    assertThat(found.name()).isEqualTo("gate:2/08:00 %20/08:30 #1?.mp4");
                    assertThat(LocalFile.of(found.uri()).path()).isEqualTo(video);
                });
    }

    @Test
    void aFolderThatMayNotBeReadIsNamed() throws IOException {
        Path locked = Files.createDirectories(folder.resolve("gate/locked"));
        try {
            locked.toFile().setReadable(false);
            assumeFalse(Files.isReadable(locked), "whoever is root may read everything");
            refused("gate/locked");
        } finally {
            locked.toFile().setReadable(true);
        }
    }

    @Test
    void aLinkToNothingIsNamed() throws IOException {
        Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("gate")).resolve("1.mp4"), folder.resolve("nowhere"));
        refused("gate/1.mp4");
    }

    private void refused(String name) {
        assertThatThrownBy(() -> CameraVideo.find(Places.of(folder.toString())))
                .isInstanceOfSatisfying(VedetteException.class, fault -> assertThat(fault.category())
                        .isEqualTo(Category.BAD_INPUT))
                .hasMessageContaining(name);
    }
}
