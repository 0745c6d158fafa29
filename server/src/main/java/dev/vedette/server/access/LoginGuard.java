package dev.vedette.server.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
    int failures(String key) {
        return recent(key).map(Failures::count).orElse(0);
    }

    private synchronized Optional<Failures> recent(String key) {
        Failures known = failures.get(key);
        if (known != null && nanos.getAsLong() - known.first() > WINDOW) {
            failures.remove(key);
            return Optional.empty();
        }
        return Optional.ofNullable(known);
    }

    synchronized void failed(String key) {
        long now = nanos.getAsLong();
        Failures known = recent(key).orElse(new Failures(0, now));
        failures.put(key, new Failures(known.count() + 1, known.first()));
        if (failures.size() > MOST_REMEMBERED) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    synchronized void succeeded(String key) {
        failures.remove(key);
    }

    /**
     * It succeeded, and its failures count no more for another key either.
     *
     * @param whole failed whenever {@code part} did, before it
     */
    synchronized void succeeded(String part, String whole) {
        Optional<Failures> own = recent(part);
        Optional<Failures> all = recent(whole);
        succeeded(part);
        // What failed in a quarter of an hour before this one is not in its count.
        if (own.isPresent() && all.isPresent() && own.get().first() - all.get().first() >= 0) {
            int left = all.get().count() - own.get().count();
            if (left > 0) {
                failures.put(whole, new Failures(left, all.get().first()));
            } else {
                failures.remove(whole);
            }
        }
    }
}
