package dev.vedette.cli.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Resident memory of this process in the course of long work. */
public final class Soak {
    private static final int POINTS = 10;

    private Soak() {}

    /**
     * Memory after some frames.
     *
     * @param bytes 0 where the system does not tell
     */
    public record Point(long frames, long bytes) {}

    /** Does something until it has done that many frames; ten points and the one after the first turn. */
    static List<Point> of(long frames, Rate.Work work) {
        List<Point> points = new ArrayList<>();
        long done = 0;
        while (done < frames) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException();
            }
            done += work.frames();
            if (done * POINTS >= frames * points.size()) {
                points.add(new Point(done, Machine.resident().orElse(0L)));
            }
        }
        return points;
    }
}
