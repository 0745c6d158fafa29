package dev.vedette.server.watch;

import java.time.Duration;
import java.time.Instant;

/** Time that passes when a test says so, or when somebody sleeps. Thread-safe. */
final class ManualTicker implements Ticker {
    private Instant now = Instant.parse("2026-06-01T12:00:00Z");
    private long nanos = 1;

    synchronized void pass(Duration duration) {
        now = now.plus(duration);
        nanos += duration.toNanos();
    }

    /** Somebody sets the clock. */
    synchronized void set(Duration by) {
        now = now.plus(by);
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        pass(duration);
    }
}
