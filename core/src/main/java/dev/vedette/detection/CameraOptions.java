package dev.vedette.detection;

import dev.vedette.fault.VedetteException;
import dev.vedette.scoring.RegionOfInterest;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * How a camera of a {@link CameraPool} is watched.
 *
 * @param region of the grid of the detector's network that counts
 * @param before what was known of the stream; frames that it knows may be offered again, before others, and get no score
 * @param onWatch times of frames whose alarms make events; an event that goes on when they end, ends with them. Scores and alarms are
 *     told at all times. Called on the pool's threads
 * @param frameRate frames a second that will be offered, 0 where nobody knows; the more, the more may wait
 */
public record CameraOptions(
        RegionOfInterest region, StreamState before, Predicate<Duration> onWatch, double frameRate) {
    private static final CameraOptions DEFAULTS =
            new CameraOptions(RegionOfInterest.WHOLE, StreamState.FRESH, time -> true, 0);

    public CameraOptions {
        if (!(frameRate >= 0 && frameRate < Double.POSITIVE_INFINITY)) {
            throw VedetteException.badConfiguration(
                    "a camera gives " + frameRate + " frames a second, expected a finite number, at least 0");
        }
    }

    /** The whole picture of a stream that begins, always on watch. */
    public static CameraOptions defaults() {
        return DEFAULTS;
    }

    public CameraOptions withRegion(RegionOfInterest wanted) {
        return new CameraOptions(wanted, before, onWatch, frameRate);
    }

    public CameraOptions withBefore(StreamState wanted) {
        return new CameraOptions(region, wanted, onWatch, frameRate);
    }

    public CameraOptions withOnWatch(Predicate<Duration> wanted) {
        return new CameraOptions(region, before, wanted, frameRate);
    }

    public CameraOptions withFrameRate(double wanted) {
        return new CameraOptions(region, before, onWatch, wanted);
    }
}
