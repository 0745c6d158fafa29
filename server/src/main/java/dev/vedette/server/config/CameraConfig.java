package dev.vedette.server.config;

import dev.vedette.video.LiveStream;
import dev.vedette.video.camera.CameraAddress;
import dev.vedette.video.camera.CameraName;
import dev.vedette.video.camera.DecoderOrder;
import dev.vedette.video.watch.Schedule;
import dev.vedette.video.watch.Zone;
import java.util.List;
import java.util.Optional;

/**
 * One camera, as {@code vedette.yaml}, REST and the page say it.
 *
 * @param name small letters, digits and hyphens, at most 32
 * @param address {@code rtsp://…}, {@code rtsps://…}, {@code usb:/dev/video0}, {@code street:} for the built-in one, or the path of a video file or a folder of images
 * @param rate frames a second that are looked at, 0.2..60; 5 unless given, 12.5 for the street
 * @param width most pixels in a row that are looked at and kept, 64..4096; 960 unless given
 * @param transport how an RTSP camera sends
 * @param speed of files and the street, times their own; 1 unless given
 * @param loop files begin again at their end; yes unless given
 * @param alertsPerDay false alarms a day to allow; 3 unless given
 * @param zones parts of the picture that are ignored, or watched alone, at most 32; none unless given
 * @param schedule hours in which events are made; always unless given
 */
public record CameraConfig(
        String name,
        String address,
        Optional<Double> rate,
        Optional<Integer> width,
        Optional<Transport> transport,
        Optional<Double> speed,
        Optional<Boolean> loop,
        Optional<Double> alertsPerDay,
        Optional<List<Zone>> zones,
        Optional<Schedule> schedule) {
    /** How an RTSP camera sends. */
    public enum Transport {
        tcp,
        udp
    }

    public CameraConfig {
        Problems problems = new Problems();
        CameraName.problem(name).ifPresent(problems::add);
        CameraAddress.problem(address).ifPresent(problems::add);
        DecoderOrder.problems(rate, width, speed).forEach(problems::add);
        problems.within("alertsPerDay", alertsPerDay, 0.01, 10_000);
        zones.flatMap(Zone::problem).ifPresent(problems::add);
        problems.refuse("camera " + name + ": ");
    }

    /** A camera with nothing but what it needs. */
    public static CameraConfig of(String name, String address) {
        return new CameraConfig(
                name,
                address,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public CameraAddress parsed() {
        return CameraAddress.of(address);
    }

    /** Of the footage's own time. */
    public double framesPerSecond() {
        return rate.orElseGet(() -> DecoderOrder.usualRate(parsed()));
    }

    public int mostPixels() {
        return width.orElse(DecoderOrder.USUAL_WIDTH);
    }

    public Transport sentOver() {
        return transport.orElse(Transport.tcp);
    }

    public double times() {
        return speed.orElse(1.0);
    }

    /** Frames that come in a second of ours. */
    public double arrivals() {
        return framesPerSecond() * times();
    }

    public boolean repeats() {
        return loop.orElse(true);
    }

    public double budget() {
        return alertsPerDay.orElse(3.0);
    }

    public List<Zone> zonesOrNone() {
        return zones.orElse(List.of());
    }

    /**
     * What its decoder is asked for.
     *
     * @param round how often the camera was opened before
     */
    public DecoderOrder order(long round) {
        LiveStream.Transport over = sentOver() == Transport.udp ? LiveStream.Transport.UDP : LiveStream.Transport.TCP;
        return new DecoderOrder(parsed(), framesPerSecond(), mostPixels(), over, times(), round, 0);
    }

    /** Whether it gives the same frames as another: only what is made of them may differ. */
    public boolean hasFramesOf(CameraConfig other) {
        return address.equals(other.address)
                && framesPerSecond() == other.framesPerSecond()
                && mostPixels() == other.mostPixels()
                && sentOver() == other.sentOver()
                && times() == other.times()
                && repeats() == other.repeats();
    }

    /** The same at another address. */
    public CameraConfig withAddress(String other) {
        return new CameraConfig(name, other, rate, width, transport, speed, loop, alertsPerDay, zones, schedule);
    }

    /** The same with other zones. */
    public CameraConfig withZones(List<Zone> other) {
        Optional<List<Zone>> given = Optional.of(List.copyOf(other));
        return new CameraConfig(name, address, rate, width, transport, speed, loop, alertsPerDay, given, schedule);
    }

    /** The same with another schedule. */
    public CameraConfig withSchedule(Optional<Schedule> other) {
        return new CameraConfig(name, address, rate, width, transport, speed, loop, alertsPerDay, zones, other);
    }
}
