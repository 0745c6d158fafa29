package dev.vedette.verify.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vedette.server.config.ConfigFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code vedette.yaml}. */
class ConfigurationFuzzTest {
    private static final Path FILE = Outside.file("vedette.yaml");

    static Stream<byte[]> seeds() {
        return List.of(
                        "",
                        "web: {host: 0.0.0.0, port: 8080}\nevents: {before: 5, merge: 5, coolDown: 20, longest: 120}\n"
                                + "retention: {days: 30, gigabytes: 20, freeGigabytes: 2}\n"
                                + "learning: {hours: 24, threads: 2, preset: fast, effort: 1}\n",
                        "webhook: {url: 'https://example.org/hook', secret: '${PATH}'}\n"
                                + "mqtt: {host: 10.0.0.2, port: 1883, user: a, password: '${file:/etc/hostname}', topic: b}\n"
                                + "footage: [/srv]\n",
                        "cameras:\n- name: yard\n  address: rtsp://a:b@10.0.0.5/x\n  rate: 5\n  width: 960\n"
                                + "  transport: udp\n  alertsPerDay: 3\n- {name: a, address: 'street:', speed: 8, loop: false}\n",
                        "cameras: [{name: '${X', address: 'rtsp://'}, {name: x}, null]\nweb: []\nevents: 1\n",
                        "a: &a [*a]\n",
                        "a: &a {b: 1}\n<<: *a\n? [x]\n: !!binary aGFsbG8=\n",
                        "web: {port: 1e999, host: .nan}\nretention: {days: 0x7fffffffffffffffff}\n")
                .stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Timeout(20)
    @MethodSource("seeds")
    @FuzzTest
    void isTakenOrRefused(byte[] yaml) {
        Outside.write(FILE, yaml);
        Outside.takenOrRefused(() -> ConfigFile.read(FILE, name -> name.equals("PATH") ? "value" : null));
    }
}
