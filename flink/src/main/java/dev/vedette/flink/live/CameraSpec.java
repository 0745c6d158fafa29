package dev.vedette.flink.live;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.LiveStream.Transport;
import dev.vedette.video.camera.CameraAddress;
import dev.vedette.video.camera.DecoderOrder;
import dev.vedette.video.camera.Secret;
import dev.vedette.video.live.LiveCamera;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A camera as it travels in the job: secrets are only named.
 *
 * @param address with references to secrets in their places
 * @param live whether it goes on without an end, and what was not looked at is gone
 * @param detector SHA-256 of its detector file
 */
record CameraSpec(
        String name,
        String address,
        boolean live,
        double rate,
        int width,
        Transport transport,
        double speed,
        boolean loop,
        String detector)
        implements Serializable {
    static CameraSpec of(LiveCamera camera, String detector) {
        return new CameraSpec(
                camera.name(),
                camera.address(),
                camera.kind().isLive(),
                camera.framesPerSecond(),
                camera.mostPixels(),
                camera.sentOver(),
                camera.times(),
                camera.repeats(),
                detector);
    }

    /** One that a checkpoint knows and the job does not. */
    static CameraSpec gone(String name) {
        return new CameraSpec(name, "", true, 1, 1, Transport.TCP, 1, false, "");
    }

    /**
     * What this worker's decoder is asked for, with this worker's secrets.
     *
     * @throws VedetteException bad configuration, when this worker lacks one
     */
    DecoderOrder order(long round, long from) {
        List<String> problems = new ArrayList<>();
        String revealed = Secret.reveal(address, System::getenv, problems::add);
        if (!problems.isEmpty()) {
            throw VedetteException.badConfiguration("on this worker " + String.join("; ", problems));
        }
        return new DecoderOrder(CameraAddress.of(revealed), rate, width, transport, speed, round, from);
    }
}
