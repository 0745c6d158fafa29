package dev.vedette.server.watch;

import java.time.Duration;
import java.time.Instant;

/**
 * A clock that does not jump, because it follows the time that passes from the moment on at which it was set: what goes on has times in order, even when
 * somebody sets the machine's clock meanwhile. It must be set anew when {@link #jumped()}. For one thread.
 */
final class SteadyClock {
    /** A machine's clock that is corrected little by little goes on together with the time that passes. */
    private static final Duration JUMP = Duration.ofSeconds(1);

    private final Ticker ticker;
    private Instant set;
    private long since;

    SteadyClock(Ticker ticker) {
        this.ticker = ticker;
        this.set = ticker.now();
        this.since = ticker.nanos();
    }

    Instant now() {
        return set.plusNanos(ticker.nanos() - since);
    }

    /** Whether the machine's clock was set since. */
    boolean jumped() {
        return Duration.between(now(), ticker.now()).abs().compareTo(JUMP) > 0;
    }

    /** Goes on at the machine's time. @return by how much it was off */
    Duration set() {
        Instant next = ticker.now();
        Duration off = Duration.between(now(), next);
        set = next;
        since = ticker.nanos();
        return off;
    }
}
