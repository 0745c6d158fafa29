package dev.vedette.server.watch;

import java.time.Instant;
import java.util.Optional;

/**
 * How a camera is.
 *
 * @param fault what is wrong, for a person
 * @param trouble what is wrong with the camera itself while it sends pictures
 * @param since when its state began
 * @param lastFrame when the last frame came
 * @param framesPerSecond that come, lately
 * @param width of the picture; 0 before the first frame
 * @param frames that came since the server started
 * @param scored of them
 * @param dropped because the machine was too slow
 * @param reconnects since the server started
 * @param score of the last scored frame; empty without a detector
 * @param threshold above which it alarms
 * @param alarm whether something happens now
 * @param onWatch whether events are made now, by the camera's schedule
 * @param watchChanges when that is over; empty if never
 */
public record CameraStatus(
        State state,
        Optional<String> fault,
        Optional<Trouble> trouble,
        Instant since,
        Optional<Instant> lastFrame,
        double framesPerSecond,
        int width,
        int height,
        long frames,
        long scored,
        long dropped,
        long reconnects,
        Optional<Double> score,
        Optional<Double> threshold,
        boolean alarm,
        boolean onWatch,
        Optional<Instant> watchChanges) {
    /** What a camera does. */
    public enum State {
        /** The first frame is waited for. */
        CONNECTING,
        /** Frames come, and nothing was learned yet. */
        UNLEARNED,
        WATCHING,
        /** Nothing comes; it is tried again soon. */
        LOST,
        /** A file that is not to be repeated is over. */
        ENDED
    }
}
