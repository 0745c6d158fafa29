package dev.vedette.video.camera;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CameraAddressTest {
    @ParameterizedTest
    @CsvSource({
        "rtsp://u:s3cret@10.0.0.5:554/stream1, rtsp://10.0.0.5:554/stream1",
        "rtsp://u:s3c@ret@10.0.0.5/stream1, rtsp://10.0.0.5/stream1",
        "rtsp://h:554/user=admin&password=s3cret&channel=1, rtsp://h:554/user=admin&password=***&channel=1",
        "rtsp://h/user=admin_password=s3cret_channel=1_stream=0.sdp?real_stream,"
                + " rtsp://h/user=admin_password=***_channel=1_stream=0.sdp?real_stream",
        "rtsp://h/live?channel=1&PWD=s3cret, rtsp://h/live?channel=1&PWD=***",
        "rtsp://h/live?user=admin&pass=s3/c&ret, rtsp://h/live?user=admin&pass=***",
        "rtsp://h/cam?channel=1&authbasic=s3cret==, rtsp://h/cam?channel=1&authbasic=***",
        "rtsp://u:s3cret@h/live?token=s3cret&x=1, rtsp://h/live?token=***&x=1",
        "rtsps://h/Streaming/Channels/101?transportmode=unicast, rtsps://h/Streaming/Channels/101?transportmode=unicast"
    })
    void whatMayBeSecretIsNotShown(String address, String shown) {
        assertThat(CameraAddress.of(address).shown()).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://front_cam:8554/stream",
                "rtsp://u:p^a|s{s}w%rd@10.0.0.5/stream",
                "rtsp://u:a@b@10.0.0.5",
                "rtsp://[fe80::1%eth0]:554/x",
                "RTSPS://h?channel=1"
            })
    void aHostIsFoundWhateverIsAroundIt(String address) {
        assertThat(CameraAddress.problem(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://",
                "rtsp:///stream",
                "rtsp://:554/stream",
                "rtsp://u:p@/stream",
                "rtsp://[]/stream",
                "rtsp://[::1/stream",
                "rtsp://u:p/w@h/stream",
                "rtsp://h:port/stream"
            })
    void withoutAHostItIsRefused(String address) {
        assertThat(CameraAddress.problem(address)).contains("the address names no host");
    }
}
