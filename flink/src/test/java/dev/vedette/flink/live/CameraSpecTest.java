package dev.vedette.flink.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraSpecTest {
    @ParameterizedTest
    @CsvSource({
        "rtsp://host/live?password=abc&channel=1, true",
        "rtsp://host/live?password=a${SECRET}&channel=1, true",
        "rtsp://viewer:${SECRET}@host/login=me_password=abc_channel=1, true",
        "rtsp://host/live?password=${SECRET}&channel=1, false",
        "rtsp://viewer:${file:/run/secret}@host/live?channel=1, false",
        "rtsp://viewer@host/live, false",
        "street:, false",
        "/films/password=abc.mp4, false"
    })
    void whatIsHiddenWhereAddressesAreShownHasToBeAReference(String address, boolean tells) {
        assertThat(CameraSpec.tellsSecret(Watching.camera("gate", address, 5, true)))
                .isEqualTo(tells);
    }
}
