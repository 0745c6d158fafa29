package dev.vedette.server.learning;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.CameraConfig;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.store.DetectorStore.Version;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns cameras in the background, one after the other. Thread-safe. */
public final class Learnings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Learnings.class);

    /** Differences as small are a matter of chance. */
    private static final double EQUAL = 0.01;

    private static final long SECONDS_BETWEEN_TRIES = 5;
    private static final String FOLDER = "learning";

    private final Path data;
    private final Supplier<ServeConfig.Learning> settings;
    private final DetectorLibrary library;
    private final Listener listener;
    private final Map<String, LearningRun> runs = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "vedette-learning");
        made.setDaemon(true);
        return made;
    });

    /** Hears how learning goes on. */
    public interface Listener {
        void changed(LearningStatus status);

        /** Another detector is to watch a camera, as it is configured by now. */
        void learned(String camera);
    }

    /**
     * @param data the server's folder
     * @param settings that hold now
     */
    public Learnings(Path data, Supplier<ServeConfig.Learning> settings, DetectorLibrary library, Listener listener) {
        this.data = data;
        this.settings = settings;
        this.library = library;
        this.listener = listener;
        RunFolder.clearLeft(data.resolve(FOLDER));
    }

    /**
     * Has a camera learned.
     *
     * @param buffered asked for the videos of a live camera; once more when learning begins, because those of now may be cleared away by then
     * @throws VedetteException bad configuration, when it is being learned already or there is nothing to learn from
     */
    public synchronized void start(CameraConfig camera, Supplier<List<Path>> buffered) {
        if (status(camera.name()).filter(status -> !status.over()).isPresent()) {
            throw VedetteException.badConfiguration("camera " + camera.name() + " is being learned already");
        }
        LessonFootage.requireSome(camera, buffered.get());
        LearningRun run = new LearningRun(camera.name(), listener::changed);
        runs.put(camera.name(), run);
        thread.execute(() -> learn(camera, buffered, run));
    }

    public Optional<LearningStatus> status(String camera) {
        return Optional.ofNullable(runs.get(camera)).map(LearningRun::status);
    }

    /** @throws VedetteException bad configuration, when it is not being learned */
    public void pause(String camera) {
        running(camera).pause();
    }

    /** @throws VedetteException bad configuration, when it is not being learned */
    public void resume(String camera) {
        running(camera).resume();
    }

    /** @throws VedetteException bad configuration, when it is not being learned */
    public void cancel(String camera) {
        running(camera).cancel();
    }

    /** Breaks off what is being learned of a camera, if anything is. */
    public void forget(String camera) {
        LearningRun run = runs.remove(camera);
        if (run != null) {
            run.cancel();
        }
    }

    private LearningRun running(String camera) {
        LearningRun run = runs.get(camera);
        if (run == null || run.status().over()) {
            throw VedetteException.badConfiguration("camera " + camera + " is not being learned");
        }
        return run;
    }

    private void learn(CameraConfig camera, Supplier<List<Path>> buffered, LearningRun run) {
        if (run.status().over()) {
            return;
        }
        try (RunFolder folder = RunFolder.create(data.resolve(FOLDER).resolve(camera.name()))) {
            List<Path> footage = camera.parsed().kind().isLive() ? folder.hold(buffered.get()) : List.of();
            LessonFootage.requireSome(camera, footage);
            ServeConfig.Learning now = settings.get();
            LearningOrder order = new LearningOrder(
                    camera,
                    footage.stream().map(Path::toString).toList(),
                    folder.path().toString(),
                    library.activeFile(camera.name()).map(Path::toString),
                    now.threads().orElse(Math.max(1, Runtime.getRuntime().availableProcessors() / 2)),
                    now.preset().orElse(ServeConfig.Learning.PresetName.standard)
                            == ServeConfig.Learning.PresetName.fast,
                    now.effort().orElse(1.0));
            run.follow(order).ifPresent(outcome -> take(camera, folder.path(), outcome, order, run));
        } catch (VedetteException e) {
            run.failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("learning camera {} failed", camera.name(), e);
            run.failed("internal error (" + e + ")");
        }
    }

    private void take(
            CameraConfig camera, Path folder, LearningReport.Outcome outcome, LearningOrder order, LearningRun run) {
        Instant now = Instant.now();
        String file = library.keep(camera.name(), folder, now);
        Version version =
                patiently(run, () -> library.add(camera.name(), file, outcome.quality(), outcome.note(), now));
        if (order.before().isPresent() && outcome.quality() < outcome.before() - EQUAL) {
            run.oldKept(String.format(
                    Locale.ROOT,
                    "The new detector tells synthetic anomalies apart with %.0f %%, the one before with %.0f %%: that"
                            + " one goes on.",
                    100 * outcome.quality(),
                    100 * outcome.before()));
            return;
        }
        patiently(run, () -> {
            library.activate(camera.name(), version.id());
            return version;
        });
        run.done("Learned " + outcome.note() + ".");
        listener.learned(camera.name());
    }

    /** A store that does not answer just now must not cost what was learned in hours. */
    private static <T> T patiently(LearningRun run, Supplier<T> work) {
        while (true) {
            try {
                return work.get();
            } catch (VedetteException e) {
                if (e.category() != VedetteException.Category.DEVICE
                        || run.status().over()) {
                    throw e;
                }
                LOG.warn("a learned detector waits for the store: {}", e.getMessage());
                try {
                    TimeUnit.SECONDS.sleep(SECONDS_BETWEEN_TRIES);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw e;
                }
            }
        }
    }

    /** Breaks off what is being learned. */
    @Override
    public void close() {
        thread.shutdownNow();
        runs.values().stream().filter(run -> !run.status().over()).forEach(LearningRun::cancel);
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
