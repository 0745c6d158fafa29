package dev.vedette.video.live;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.LiveStream;
import dev.vedette.video.camera.CameraAddress;
import dev.vedette.video.camera.CameraName;
import dev.vedette.video.camera.DecoderOrder;
import dev.vedette.video.camera.Secret;
import dev.vedette.video.watch.Schedule;
import dev.vedette.video.watch.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A camera that a cluster watches. Whoever connects it puts secrets in place, so that they are in no job and no checkpoint.
 *
 * @param name small letters, digits and hyphens, at most 32
 * @param address as {@link CameraAddress} has it, with {@code ${NAME}} and {@code ${file:/path}} of the worker's environment and files
 *     for what is secret; an RTSP password must be one of these
 * @param rate frames a second that are looked at, 0.2..60; 5 unless given, 12.5 for the street
 * @param width most pixels in a row that are looked at, 64..4096; 960 unless given
 * @param transport how an RTSP camera sends; tcp unless given
 * @param speed of files and the street, times their own, 0.1..1000; 1 unless given
 * @param loop files begin again at their end; yes unless given
 * @param zones parts of the picture that are ignored, or watched alone, at most 32; none unless given
 * @param schedule hours in which events are made; always unless given
 */
public record LiveCamera(
        String name,
        String address,
        Optional<Double> rate,
        Optional<Integer> width,
        Optional<Transport> transport,
        Optional<Double> speed,
        Optional<Boolean> loop,
        Optional<List<Zone>> zones,
        Optional<Schedule> schedule) {
    private static final String REFERENCE = "${";
    private static final Pattern LOGIN = Pattern.compile("(?i)rtsps?://([^/]*)@.*");

    /** How an RTSP camera sends. */
    public enum Transport {
        tcp,
        udp
    }

    public LiveCamera {
        List<String> problems = new ArrayList<>();
        CameraName.problem(name).ifPresent(problems::add);
        addressProblem(address).ifPresent(problems::add);
        problems.addAll(DecoderOrder.problems(rate, width, speed));
        zones.flatMap(Zone::problem).ifPresent(problems::add);
        if (!problems.isEmpty()) {
            throw VedetteException.badConfiguration("camera " + name + ": " + String.join("; ", problems));
        }
    }

    private static Optional<String> addressProblem(String address) {
        if (address.startsWith(REFERENCE)) {
            return Optional.of(
                    "the address begins with a secret, expected rtsp:// or another beginning before it, so that"
                            + " everybody knows what kind of camera it is");
        }
        return CameraAddress.problem(Secret.veil(address, "secret")).or(() -> passwordProblem(address));
    }

    private static Optional<String> passwordProblem(String address) {
        Matcher login = LOGIN.matcher(Secret.veil(address, ""));
        if (!login.matches() || !login.group(1).matches("[^:]*:.+")) {
            return Optional.empty();
        }
        return Optional.of(
                "the address holds a password, which would travel with the job and its checkpoints; put it into the"
                        + " environment or a file of every worker and write ${NAME} or ${file:/path} in its place");
    }

    /** What kind of camera it is. */
    public CameraAddress.Kind kind() {
        return CameraAddress.of(Secret.veil(address, "secret")).kind();
    }

    public double framesPerSecond() {
        return rate.orElseGet(() -> DecoderOrder.usualRate(CameraAddress.of(Secret.veil(address, "secret"))));
    }

    public int mostPixels() {
        return width.orElse(DecoderOrder.USUAL_WIDTH);
    }

    public LiveStream.Transport sentOver() {
        return transport.orElse(Transport.tcp) == Transport.udp ? LiveStream.Transport.UDP : LiveStream.Transport.TCP;
    }

    public double times() {
        return speed.orElse(1.0);
    }

    public boolean repeats() {
        return loop.orElse(true);
    }

    public List<Zone> zonesOrNone() {
        return zones.orElse(List.of());
    }
}
