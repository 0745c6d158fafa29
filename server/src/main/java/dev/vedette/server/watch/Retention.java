package dev.vedette.server.watch;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.store.EventStore;
import dev.vedette.server.store.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears events away: those that are too old, then the oldest, until all fit and the disk has room. Never protected ones; of those that hold
 * down their like the files alone. For one thread.
 */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final double GIGABYTE = 1e9;
    private static final int AT_ONCE = 100;

    private final Duration age;
    private final long most;
    private final long free;
    private final EventStore store;
    private final EventFolders folders;
    private final LongSupplier space;

    public Retention(ServeConfig.Retention limits, EventStore store, EventFolders folders) {
        this(limits, store, folders, () -> freeSpace(folders));
    }

    /** @param space bytes that are free on the disk */
    Retention(ServeConfig.Retention limits, EventStore store, EventFolders folders, LongSupplier space) {
        this.age = Duration.ofMillis(Math.round(limits.days().orElse(30.0) * 86_400_000));
        this.most = Math.round(limits.gigabytes().orElse(20.0) * GIGABYTE);
        this.free = Math.round(limits.freeGigabytes().orElse(2.0) * GIGABYTE);
        this.store = store;
        this.folders = folders;
        this.space = space;
    }

    /**
     * Clears away.
     *
     * @param now empty while it is not known, so that nothing is too old
     * @return how many events were cleared away
     */
    public int clear(Optional<Instant> now) {
        // Each by its own time, because not all come in order of it when the clock was wrong.
        int tooOld =
                now.map(time -> clear(Optional.of(time.minus(age)), () -> true)).orElse(0);
        return tooOld + clear(Optional.empty(), this::tooMuch);
    }

    /**
     * Clears away the oldest first, as long as that is needed.
     *
     * @param before when they began; empty for all
     */
    private int clear(Optional<Instant> before, BooleanSupplier needed) {
        int cleared = 0;
        List<StoredEvent> oldest = store.unprotected(before, AT_ONCE);
        while (!oldest.isEmpty()) {
            for (StoredEvent event : oldest) {
                if (!needed.getAsBoolean()) {
                    return cleared;
                }
                folders.delete(event.id());
                store.clearAway(event.id());
                cleared++;
            }
            oldest = store.unprotected(before, AT_ONCE);
        }
        return cleared;
    }

    private boolean tooMuch() {
        return store.bytes() > most || space.getAsLong() < free;
    }

    private static long freeSpace(EventFolders folders) {
        try {
            Files.createDirectories(folders.root());
            return Files.getFileStore(folders.root()).getUsableSpace();
        } catch (IOException e) {
            LOG.warn("how much room the disk has is not known: {}", e.getMessage());
            throw VedetteException.device("how much room the disk has is not known (" + e.getMessage() + ")", e);
        }
    }
}
