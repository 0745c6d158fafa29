package dev.vedette.server.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down guessing: after five failures from one address or for one account within a quarter of an hour, no password is looked at
 * until the quarter of an hour has passed. Thread-safe.
 */
final class LoginGuard {
    private static final int ALLOWED = 5;
    private static final long WINDOW = Duration.ofMinutes(15).toNanos();
    private static final int MOST_REMEMBERED = 10_000;

    private final LongSupplier nanos;
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    private record Failures(int count, long first) {}

    LoginGuard(LongSupplier nanos) {
        this.nanos = nanos;
    }

    boolean blocks(String key) {
        return failures(key) >= ALLOWED;
    }

    /** How often it failed lately. */
    synchronized int failures(String key) {
        Failures known = failures.get(key);
        if (known != null && nanos.getAsLong() - known.first() > WINDOW) {
            failures.remove(key);
            return 0;
        }
        return known == null ? 0 : known.count();
    }

    synchronized void failed(String key) {
        Failures known = failures.get(key);
        failures.put(
                key,
                known == null ? new Failures(1, nanos.getAsLong()) : new Failures(known.count() + 1, known.first()));
        if (failures.size() > MOST_REMEMBERED) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    synchronized void succeeded(String key) {
        failures.remove(key);
    }
}
