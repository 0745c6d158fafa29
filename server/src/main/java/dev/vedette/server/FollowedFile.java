package dev.vedette.server;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.ConfigFile;
import dev.vedette.server.config.ServeConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A configuration file whose changes are applied while the server runs. It is looked at every second, whoever writes it and however, and
 * its content counts when it is the same twice, so that no half-written file does. One with faults changes nothing. Thread-safe.
 */
final class FollowedFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedFile.class);
    private static final long SECONDS_TO_END = 5;

    private final Path file;
    private final Consumer<ServeConfig> apply;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "vedette-configuration");
        thread.setDaemon(true);
        return thread;
    });

    private Optional<String> seen = Optional.empty();
    private Optional<String> judged = Optional.empty();
    private boolean again;
    private volatile Optional<String> fault = Optional.empty();

    /** @param apply given each configuration that is sound, also one that says what the one before does */
    FollowedFile(Path file, Consumer<ServeConfig> apply) {
        this.file = file;
        this.apply = apply;
        var unused = clock.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    /** Everything that is wrong with the file as it is now. */
    Optional<String> fault() {
        return fault;
    }

    private void look() {
        try {
            Optional<String> now = Files.exists(file) ? Optional.of(ConfigFile.text(file)) : Optional.empty();
            boolean whole = now.equals(seen);
            seen = now;
            if (whole && (again || !now.equals(judged))) {
                judged = now;
                judge(now);
                again = false;
            }
        } catch (VedetteException e) {
            blame(String.valueOf(e.getMessage()));
            // What is missing may be a secret or the store, which can come without a change of the file.
            again = true;
        } catch (RuntimeException e) {
            blame(file + " cannot be applied (" + e + ")");
            again = true;
        }
    }

    private void judge(Optional<String> text) {
        if (text.isEmpty()) {
            blame(file + " is gone");
            return;
        }
        apply.accept(ConfigFile.parse(file, text.get(), System::getenv));
        fault = Optional.empty();
    }

    private void blame(String what) {
        if (!fault.equals(Optional.of(what))) {
            LOG.error("{}; what was valid before goes on", what);
        }
        fault = Optional.of(what);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            if (!clock.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.warn("a changed configuration is still being applied after {} seconds", SECONDS_TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
