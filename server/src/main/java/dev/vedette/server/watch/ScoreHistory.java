package dev.vedette.server.watch;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The highest score of each second of the last minutes. Thread-safe. */
public final class ScoreHistory {
    private static final int SECONDS = 600;

    private final Deque<Point> points = new ArrayDeque<>();

    /**
     * A second.
     *
     * @param at seconds since 1970
     * @param score the highest causal score in it
     */
    public record Point(long at, double score) {}

    synchronized void add(Instant at, double score) {
        Point last = points.peekLast();
        if (last != null && last.at() == at.getEpochSecond()) {
            points.removeLast();
            points.addLast(new Point(last.at(), Math.max(last.score(), score)));
            return;
        }
        points.addLast(new Point(at.getEpochSecond(), score));
        if (points.size() > SECONDS) {
            points.removeFirst();
        }
    }

    synchronized void clear() {
        points.clear();
    }

    synchronized List<Point> points() {
        return List.copyOf(points);
    }
}
