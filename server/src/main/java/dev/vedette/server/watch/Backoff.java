package dev.vedette.server.watch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: 1, 2, 4 … 60 seconds, each between half and the whole of it at random, so that many cameras behind
 * one switch do not all come back at the same moment. Not thread-safe.
 */
final class Backoff {
    private static final double LONGEST = 60;

    private final RandomGenerator random;
    private double seconds = 1;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    Duration next() {
        double wait = seconds * (0.5 + 0.5 * random.nextDouble());
        seconds = Math.min(LONGEST, 2 * seconds);
        return Duration.ofMillis(Math.round(1000 * wait));
    }

    /** All is well again. */
    void reset() {
        seconds = 1;
    }
}
