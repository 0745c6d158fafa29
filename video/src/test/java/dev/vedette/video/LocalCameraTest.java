package dev.vedette.video;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no camera; one that is has not been tried by a test. */
class LocalCameraTest {
    private static final String NO_CAMERA_OR_NO_LIBRARY =
            "(?s)there is no camera at .*plug it in.*|cameras at this machine need .*";

    @TempDir
    Path folder;

    @Test
    void aFileThatIsNoDeviceIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("video0"), new byte[100]);

        assertThatThrownBy(() -> LiveStream.open(file, 5))
                .isInstanceOf(VedetteException.class)
                .hasMessageMatching(NO_CAMERA_OR_NO_LIBRARY);
    }

    @Test
    void aDeviceThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> LiveStream.open(folder.resolve("video1"), 5))
                .isInstanceOf(VedetteException.class)
                .hasMessageMatching(NO_CAMERA_OR_NO_LIBRARY);
    }
}
