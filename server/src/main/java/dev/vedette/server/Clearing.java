package dev.vedette.server;

import dev.vedette.server.store.Database;
import dev.vedette.server.store.EventStore;
import dev.vedette.server.watch.EventFolders;
import dev.vedette.server.watch.Retention;
import dev.vedette.server.watch.SettledClock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears old events away, by what is configured then, and remembers when that fails. To be run by one thread; {@link #fault} is for all. */
final class Clearing implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Clearing.class);

    private final LiveConfig config;
    private final Database database;
    private final EventStore events;
    private final EventFolders folders;
    private final SettledClock clock;
    private volatile Optional<String> fault = Optional.empty();

    Clearing(LiveConfig config, Database database, EventStore events, EventFolders folders, SettledClock clock) {
        this.config = config;
        this.database = database;
        this.events = events;
        this.folders = folders;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            int cleared = new Retention(config.now().retentionOrUsual(), events, folders).clear(clock.now());
            if (cleared > 0) {
                LOG.info("{} events were cleared away", cleared);
            }
            fault = Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("events are not cleared away: {}", e.toString());
            // A lost store is told as such, and is no fault of clearing away for long after.
            fault = Optional.of("events are not cleared away (" + e.getMessage() + ")")
                    .filter(told -> database.alive());
        }
    }

    /** Why events were not cleared away the last time. */
    Optional<String> fault() {
        return fault;
    }
}
