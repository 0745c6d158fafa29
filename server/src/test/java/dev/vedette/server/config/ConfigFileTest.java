package dev.vedette.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.camera.CameraAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    @TempDir
    Path folder;

    private ServeConfig read(String yaml, Map<String, String> environment) throws IOException {
        return ConfigFile.read(Files.writeString(folder.resolve("vedette.yaml"), yaml), environment::get);
    }

    @Test
    void anEmptyFileIsTheUsual() throws IOException {
        ServeConfig config = read("# nothing yet\n", Map.of());

        assertThat(config).isEqualTo(ServeConfig.EMPTY);
        assertThat(config.webOrUsual().address()).isEqualTo("127.0.0.1");
    }

    @Test
    void passwordsComeFromTheEnvironmentOrFromFiles() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "p4ss\n");

        ServeConfig config = read(
                "cameras:\n- name: yard\n  address: rtsp://${YARD_USER}:${file:" + secret + "}@10.0.0.5/stream1\n",
                Map.of("YARD_USER", "watch"));

        CameraAddress address = config.cameras().orElseThrow().get(0).parsed();
        assertThat(address.text()).isEqualTo("rtsp://watch:p4ss@10.0.0.5/stream1");
        assertThat(address.shown()).isEqualTo("rtsp://10.0.0.5/stream1");
    }

    @Test
    void allFaultsAreToldTogether() {
        assertThatThrownBy(() -> read("""
            web: {port: 70000}
            retention: {days: -1, gigabyte: 3}
            colour: blue
            cameras:
            - {name: Front Door, address: "ftp://x"}
            - {name: yard, address: "rtsp://${NOBODY}@10.0.0.5/"}
            """, Map.of()))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("web.port is 70000")
                .hasMessageContaining("retention.gigabyte is unknown")
                .hasMessageContaining("colour is unknown")
                .hasMessageContaining("the name is 'Front Door'")
                .hasMessageContaining("begins with 'ftp:'")
                .hasMessageContaining("environment variable NOBODY is not set");
    }

    @Test
    void aDatabaseIsNamedAsPostgresqlNamesIt() throws IOException {
        PostgresUrl url = read("store: {url: 'postgresql://ann:p%40s+s@db.example/watch?sslmode=require'}", Map.of())
                .store()
                .orElseThrow()
                .postgres()
                .orElseThrow();

        assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db.example:5432/watch?sslmode=require");
        assertThat(url.user()).contains("ann");
        assertThat(url.password()).contains("p@s+s");
        assertThat(url.shown()).isEqualTo("postgresql://db.example:5432/watch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/watch",
                "postgresql://ann:p@ss@db/watch",
                "postgresql://ann:p#ss@db/watch",
                "postgresql://db",
                "mysql://db/watch"
            })
    void otherDatabasesAreRefusedWithoutTellingThePassword(String url) {
        assertThatThrownBy(() -> read("store: {url: '" + url + "'}", Map.of()))
                .hasMessageContaining("store.url is no postgresql://")
                .hasMessageNotContaining("ss@");
    }

    @Test
    void aKeyIsThirtyTwoBytes() {
        assertThatThrownBy(() -> read("store: {key: 'a password'}", Map.of()))
                .hasMessageContaining("openssl rand -base64 32");
    }

    @Test
    void aSecretThatIsEmptySignsNothing() {
        assertThatThrownBy(() -> read("webhook: {url: 'example.org', secret: '${HOOK}'}", Map.of("HOOK", "")))
                .hasMessageContaining("webhook.url is no address")
                .hasMessageContaining("webhook.secret is empty");
    }

    @Test
    void twoCamerasHaveTwoNames() {
        assertThatThrownBy(
                        () -> read("cameras: [{name: a, address: 'street:'}, {name: a, address: 'street:'}]", Map.of()))
                .hasMessageContaining("two cameras have the same name");
    }

    @Test
    void whatIsNoYamlIsToldWithItsLine() {
        assertThatThrownBy(() -> read("web:\n  port: [8080\n", Map.of()))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("is no YAML: line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"usb:/dev/video0", "usb:/dev/v4l/by-id/usb-046d_HD_Pro_Webcam_C920_8B5C-video-index0"})
    void aCameraAtThisMachineIsKnownByItsDevice(String address) {
        assertThat(CameraAddress.of(address).kind()).isEqualTo(CameraAddress.Kind.USB);
        assertThat(CameraAddress.of(address).path()).hasToString(address.substring(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/x",
                "file:///etc/passwd",
                "concat:a|b",
                "data:x",
                "rtsp://",
                "street:2",
                "usb:",
                "usb:/etc/passwd",
                "usb:/dev/v4l/by-id/../../sda",
                " ",
                "a\u0007b"
            })
    void addressesOfOtherKindsAreRefused(String address) {
        assertThatThrownBy(() -> CameraAddress.of(address)).isInstanceOf(VedetteException.class);
    }
}
