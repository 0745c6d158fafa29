package dev.vedette.server.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The time, and waiting for it; tests have one of their own. */
public interface Ticker {
    Instant now();

    /** Nanoseconds from some moment on, for measuring how long something takes. */
    long nanos();

    void sleep(Duration duration) throws InterruptedException;

    /** The machine's. */
    static Ticker system() {
        return new Ticker() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            }
        };
    }
}
