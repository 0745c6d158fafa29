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
                        "web: {tls: {certificate: a.pem, key: b.pem}, trustedProxies: [10.0.0.2, 'fe80::/10', 1/2/3]}\n"
                                + "store: {url: 'postgresql://a:b@c/d?e=f', key: AAAA}\n",
                        "email: {host: smtp.example.org, port: 587, security: starttls, user: a, password: b,"
                                + " from: a@example.org, to: [me@example.org], perHour: 10, page: 'https://example.org'}\n",
                        "cameras:\n- name: yard\n  address: 'street:'\n  zones:\n  - kind: ignored\n"
                                + "    corners: [{x: 0, y: 0}, {x: 0.4, y: 0}, {x: 0.3, y: 0.3}]\n"
                                + "  schedule: {timeZone: Europe/Berlin, hours: [{days: [mon, sun], from: 18:00, to: 08:00}]}\n",
                        "cameras: [{name: '${X', address: 'rtsp://'}, {name: x}, null]\nweb: []\nevents: 1\n",
                        "a: &a [*a]\n",
                        "a: &a {b: 1}\n<<: *a\n? [x]\n: !!binary aGFsbG8=\n",
                        "web: {port: 1e999, host: .nan}\nretention: {days: 0x7fffffffffffffffff}\n")
                .stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Timeout(Outside.PATIENCE)
    @MethodSource("seeds")
    @FuzzTest
    void isTakenOrRefused(byte[] yaml) {
        Outside.write(FILE, yaml);
        Outside.takenOrRefused(() -> ConfigFile.read(FILE, name -> name.equals("PATH") ? "value" : null));
    }
}
