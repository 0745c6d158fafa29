package dev.vedette.cli.benchmark;

import dev.vedette.detection.Camera;
import dev.vedette.detection.CameraListener;
import dev.vedette.detection.FrameScore;
import dev.vedette.detection.StreamDetector;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A camera that plays a video over and over in real time: each frame is decoded when it is due. Cameras of different numbers begin at
 * different places and are due at different moments. Remembers how late its results are.
 */
final class PlayedCamera implements CameraListener, AutoCloseable {
    /** Frames between the places where two cameras begin … */
    private static final int APART = 37;

    /** … which lie within so many frames. */
    private static final int PLACES = 300;

    /** Its multiples fall far from one another between whole numbers. */
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final Video video;
    private final int number;
    private final long interval;
    private final Consumer<Throwable> faults;
    private final List<Result> results = new ArrayList<>();
    private volatile long firstDue;
    private @Nullable FrameSource source;

    /**
     * A score that was told.
     *
     * @param told when, by {@link System#nanoTime()}
     * @param delay nanoseconds from when the last frame that it needs was due
     */
    private record Result(long told, long delay) {}

    /**
     * @param number from 0
     * @param interval nanoseconds between two frames
     * @param faults told what ends it before it is interrupted
     */
    PlayedCamera(Video video, int number, long interval, Consumer<Throwable> faults) {
        this.video = video;
        this.number = number;
        this.interval = interval;
        this.faults = faults;
    }

    /** Goes to the place in the video where it will begin. */
    void open() {
        for (int i = 0; i < APART * number % PLACES; i++) {
            next();
        }
    }

    /** Plays until the thread is interrupted. */
    void play(Camera camera) {
        firstDue = System.nanoTime() + (long) (interval * (GOLDEN * number % 1));
        try {
            for (long index = 0; !Thread.currentThread().isInterrupted(); index++) {
                TimeUnit.NANOSECONDS.sleep(due(index) - System.nanoTime());
                camera.offer(new Frame(index, Duration.ofNanos(index * interval), next()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the trial is over
        } catch (RuntimeException | Error e) {
            faults.accept(e);
        }
    }

    private long due(long index) {
        return firstDue + index * interval;
    }

    private Image next() {
        FrameSource open = source == null ? video.open() : source;
        source = open;
        Optional<Frame> frame = open.next();
        if (frame.isPresent()) {
            return frame.get().image();
        }
        close();
        return next();
    }

    @Override
    public void found(StreamDetector.Findings findings) {
        long now = System.nanoTime();
        synchronized (results) {
            for (FrameScore frame : findings.frames()) {
                results.add(new Result(now, now - due(frame.index() + StreamDetector.LOOK_AHEAD)));
            }
        }
    }

    @Override
    public void ended() {
        // Nothing is left to be done.
    }

    @Override
    public void failed(Throwable fault) {
        faults.accept(fault);
    }

    /** Delays of the results that were told from one moment to another, in nanoseconds. */
    List<Long> delays(long from, long to) {
        synchronized (results) {
            return results.stream()
                    .filter(result -> result.told >= from && result.told < to)
                    .map(Result::delay)
                    .toList();
        }
    }

    /** Not while it plays. */
    @Override
    public void close() {
        if (source != null) {
            source.close();
            source = null;
        }
    }
}
