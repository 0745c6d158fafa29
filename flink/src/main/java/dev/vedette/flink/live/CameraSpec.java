package dev.vedette.flink.live;

import dev.vedette.fault.VedetteException;
import dev.vedette.model.TokenGrid;
import dev.vedette.scoring.RegionOfInterest;
import dev.vedette.video.LiveStream.Transport;
import dev.vedette.video.camera.CameraAddress;
import dev.vedette.video.camera.DecoderOrder;
import dev.vedette.video.camera.Secret;
import dev.vedette.video.live.LiveCamera;
import dev.vedette.video.watch.WatchHours;
import dev.vedette.video.watch.Zone;
import dev.vedette.video.watch.ZoneTokens;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A camera as it travels in the job: secrets are only named.
 *
 * @param address with references to secrets in their places
 * @param live whether it goes on without an end, and what was not looked at is gone
 * @param zones of the picture that are ignored, or watched alone
 * @param hours in which alarms make events
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
        List<Zone> zones,
        WatchHours hours,
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
                camera.zonesOrNone(),
                new WatchHours(camera.schedule()),
                detector);
    }

    /** Whether something in path or query that is no reference is hidden where addresses are shown. */
    static boolean tellsSecret(LiveCamera camera) {
        return CameraAddress.of(Secret.veil(camera.address(), CameraAddress.HIDDEN))
                .tellsSecret();
    }

    /** One that a checkpoint knows and the job does not. */
    static CameraSpec gone(String name) {
        return new CameraSpec(
                name, "", true, 1, 1, Transport.TCP, 1, false, List.of(), new WatchHours(Optional.empty()), "");
    }

    /** What scores depend on besides pictures: those before and after a change of it are not smoothed together. */
    String scoring() {
        return zones.isEmpty()
                ? detector
                : detector + " " + UUID.nameUUIDFromBytes(zones.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What frames are of: a file goes on only where that is equal. */
    String footage() {
        return live
                ? "live"
                : UUID.nameUUIDFromBytes((rate + " " + address).getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    /** Time between two frames of a file. */
    Duration interval() {
        return Duration.ofNanos(Math.round(1e9 / rate));
    }

    /**
     * What counts of the picture for its detector.
     *
     * @param grid of the detector's network
     */
    Optional<RegionOfInterest> region(TokenGrid grid) {
        return ZoneTokens.of(zones, grid);
    }

    /**
     * When a time of the camera was.
     *
     * @param began when its time was zero
     */
    Instant wall(Instant began, Duration time) {
        return began.plusNanos((long) (time.toNanos() / times()));
    }

    /** Frames that come in a second of ours. */
    double arrivals() {
        return rate * times();
    }

    /** How fast its time passes; a live camera's as ours. */
    private double times() {
        return live ? 1 : speed;
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
