package dev.vedette.video.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.camera.CameraAddress.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveCameraTest {
    private static LiveCamera camera(String name, String address, double rate) {
        return new LiveCamera(
                name,
                address,
                Optional.of(rate),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://viewer:${PASSWORD}@10.0.0.7/stream, RTSP",
        "rtsp://${file:/run/secrets/login}@10.0.0.7/stream, RTSP",
        "rtsp://viewer@host:8554/a:b, RTSP",
        "rtsps://${HOST}/stream, RTSP",
        "usb:/dev/video0, USB",
        "street:, STREET",
        "/films/${FILM}, FILE"
    })
    void secretsAreNamed(String address, Kind kind) {
        LiveCamera camera = camera("gate", address, 5);
        assertThat(camera.address()).isEqualTo(address);
        assertThat(camera.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://viewer:s3cret@10.0.0.7/stream",
                "rtsps://viewer:s3cret${MORE}@host/stream",
                "RTSP://:s3cret@host",
                "${ADDRESS}",
                "http://host/s3cret",
                "rtsp:///s3cret",
                ""
            })
    void otherAddressesAreRefusedAndNotToldBack(String address) {
        assertThatThrownBy(() -> camera("gate", address, 5))
                .isInstanceOf(VedetteException.class)
                .hasMessageStartingWith("camera gate: the address ")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void allFaultsAreToldTogetherAndNamesAreUsedOnce() {
        assertThatThrownBy(() -> camera("Gate 1", "street:", 100))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("the name is 'Gate 1'")
                .hasMessageContaining("rate is 100.0, expected 0.2 to 60.0");
        LiveCamera one = camera("gate", "street:", 5);
        assertThatThrownBy(() -> new CameraList(List.of(one, one)))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("two cameras have the name gate");
        assertThatThrownBy(() -> new CameraList(List.of()))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("no cameras");
    }
}
