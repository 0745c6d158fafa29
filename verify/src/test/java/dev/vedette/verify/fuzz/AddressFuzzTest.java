package dev.vedette.verify.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.vedette.server.config.Network;
import dev.vedette.server.config.PostgresUrl;
import dev.vedette.video.camera.CameraAddress;
import dev.vedette.video.camera.CameraAddress.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Addresses of cameras, of those who ask ({@code X-Forwarded-For}), of networks and of a database. */
class AddressFuzzTest {
    static Stream<String> seeds() {
        return Stream.of(
                "rtsp://user:password@10.0.0.5:554/stream1?channel=1",
                "rtsps://[::1]/x",
                "rtsp://a@b@c/d",
                "usb:/dev/v4l/by-id/usb-camera_1-video-index0",
                "street:",
                "/srv/recordings/yard.mp4",
                "http://10.0.0.5/",
                "10.0.0.0/8",
                "::ffff:10.0.0.1",
                "fe80::1%eth0",
                "1.2.3.4/999",
                "postgresql://vedette:p%40ss@10.0.0.3:5432/vedette?sslmode=require",
                "postgres:x",
                "");
    }

    @Timeout(Outside.PATIENCE)
    @MethodSource("seeds")
    @FuzzTest
    void areTakenOrRefused(@NotNull String text) {
        Outside.takenOrRefused(() -> {
            CameraAddress address = CameraAddress.of(text);
            address.shown();
            if (address.kind() != Kind.RTSP) {
                address.path();
            }
        });
        Outside.takenOrRefused(() -> {
            Network network = Network.of(text);
            assertThat(network.contains(network.address())).isTrue();
        });
        Outside.takenOrRefused(() -> PostgresUrl.of(text));
        Network.address(text);
    }
}
