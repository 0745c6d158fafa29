package dev.vedette.video.camera;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: 1, 2, 4 … 60 seconds, each between half and the whole of it at random, so that many cameras behind
 * one switch do not all come back at the same moment. Not thread-safe.
 */
public final class Backoff {
    private static final double LONGEST = 60;

    private final RandomGenerator random;
    private double seconds = 1;

    /** @param random for the jitter */
    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** How long to wait now. */
    public Duration next() {
        double wait = seconds * (0.5 + 0.5 * random.nextDouble());
        seconds = Math.min(LONGEST, 2 * seconds);
        return Duration.ofMillis(Math.round(1000 * wait));
    }

    /** All is well again. */
    public void reset() {
        seconds = 1;
    }
}
