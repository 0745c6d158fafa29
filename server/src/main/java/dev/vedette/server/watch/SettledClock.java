package dev.vedette.server.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time, once the machine's clock has gone on for a day without being put ahead: one that is wrong must not make everything old at once, and be put right when it
 * is gone. To be asked every minute or so; for one thread.
 */
public final class SettledClock {
    private static final Duration JUMP = Duration.ofHours(2);
    private static final Duration DAY = Duration.ofDays(1);

    private final Ticker ticker;
    private Instant last;
    private long lastNanos;
    private Optional<Long> jumped = Optional.empty();

    public SettledClock(Ticker ticker) {
        this.ticker = ticker;
        this.last = ticker.now();
        this.lastNanos = ticker.nanos();
    }

    /** Empty in the day after the clock was put ahead by more than two hours. */
    public Optional<Instant> now() {
        Instant now = ticker.now();
        long nanos = ticker.nanos();
        Duration ahead = Duration.between(last, now).minusNanos(nanos - lastNanos);
        if (ahead.compareTo(JUMP) > 0) {
            jumped = Optional.of(nanos);
        }
        last = now;
        lastNanos = nanos;
        jumped = jumped.filter(then -> nanos - then < DAY.toNanos());
        return jumped.isPresent() ? Optional.empty() : Optional.of(now);
    }
}
