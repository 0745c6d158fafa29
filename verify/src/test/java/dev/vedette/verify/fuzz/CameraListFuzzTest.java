package dev.vedette.verify.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.vedette.server.config.ConfigFile;
import dev.vedette.video.live.CameraList;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** The file with the cameras that a cluster watches. */
class CameraListFuzzTest {
    private static final Path FILE = Outside.file("cameras.yaml");

    static Stream<byte[]> seeds() {
        return List.of(
                        "",
                        "cameras:\n- name: yard\n  address: rtsp://watch:${YARD}@10.0.0.5/x\n  rate: 5\n  width: 960\n"
                                + "  transport: udp\n- {name: a, address: 'street:', speed: 8, loop: false}\n",
                        "cameras: [{name: a, address: '${file:/run/secrets/a}'}, {name: a, address: 'rtsp://a:b@c'}]\n",
                        "cameras: [{name: b, address: 'usb:/dev/video0', rate: .nan}, null]\n",
                        "cameras: &a [*a]\n")
                .stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Timeout(Outside.PATIENCE)
    @MethodSource("seeds")
    @FuzzTest
    void isTakenOrRefused(byte @NotNull [] yaml) {
        Outside.write(FILE, yaml);
        Outside.takenOrRefused(() -> ConfigFile.readAs(CameraList.class, FILE));
    }
}
