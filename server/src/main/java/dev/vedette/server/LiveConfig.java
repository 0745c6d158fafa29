package dev.vedette.server;

import dev.vedette.server.config.ServeConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration that holds, which may change while the server runs. Most parts ask for it whenever they need it; who has to be told is
 * told by {@link #apply}. Thread-safe.
 */
final class LiveConfig {
    private static final Logger LOG = LoggerFactory.getLogger(LiveConfig.class);

    /** What was configured at the start, and holds until the next where it cannot be changed in between. */
    private final ServeConfig started;

    private volatile ServeConfig now;
    /** What holds whole: the same, but while it is being applied or when that failed. */
    private ServeConfig applied;

    private volatile Optional<FollowedFile> file = Optional.empty();

    LiveConfig(ServeConfig started) {
        this.started = started;
        this.now = started;
        this.applied = started;
    }

    ServeConfig now() {
        return now;
    }

    /** How much footage is kept to learn from. */
    Duration buffered() {
        return Duration.ofSeconds(
                Math.round(3600 * now.learningOrUsual().hours().orElse(24.0)));
    }

    /** Where footage may lie that the page takes as cameras. */
    List<Path> footageFolders(Path data) {
        List<Path> roots = new ArrayList<>(List.of(data.resolve("footage")));
        now.footage().ifPresent(named -> named.forEach(folder -> roots.add(Path.of(folder))));
        return roots;
    }

    /**
     * Has another configuration hold.
     *
     * @param told has those parts change that do not ask; when it fails, the same configuration is applied again the next time
     */
    synchronized void apply(ServeConfig next, Consumer<ServeConfig> told) {
        if (next.equals(applied) && next.equals(now)) {
            return;
        }
        now = next;
        told.accept(next);
        applied = next;
        LOG.info("the changed configuration holds");
        afterNewStart().ifPresent(LOG::warn);
    }

    /** Has the faults of a file be told that the configuration comes from. */
    void comesFrom(FollowedFile followed) {
        file = Optional.of(followed);
    }

    /** What is wrong with the file that the configuration comes from. */
    Optional<String> fault() {
        return file.flatMap(FollowedFile::fault);
    }

    /** What of the configuration cannot hold yet, if anything. */
    Optional<String> afterNewStart() {
        List<String> later = new ArrayList<>();
        if (!now.webOrUsual().isLike(started.webOrUsual())) {
            later.add("web");
        }
        if (!now.storeOrUsual().equals(started.storeOrUsual())) {
            later.add("store");
        }
        return Optional.of(later)
                .filter(any -> !any.isEmpty())
                .map(any -> "what changed under " + String.join(" and ", any)
                        + " in the configuration holds after a new start");
    }
}
