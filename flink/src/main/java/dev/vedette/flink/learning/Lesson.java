package dev.vedette.flink.learning;

import dev.vedette.detection.Detector;
import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import dev.vedette.flink.learning.LearningSource.How;
import dev.vedette.frame.Video;
import dev.vedette.training.Identity;
import dev.vedette.training.Phase;
import dev.vedette.training.Trainer;
import dev.vedette.training.TrainingConfig;
import dev.vedette.training.TrainingListener;
import dev.vedette.training.ValidationPoint;
import dev.vedette.training.recipe.Settings;
import dev.vedette.video.ReadOptions;
import dev.vedette.video.Videos;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One camera that is being learned, on a thread of its own, from its run's checkpoint where there is one. Closing breaks it off at the next
 * step. Thread-safe.
 */
final class Lesson implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lesson.class);
    /** What names of checkpoints begin with. */
    private static final String CHECKPOINT = "checkpoint";

    private final CameraSplit camera;
    private final How how;
    private final int threads;
    private final Runnable ended;
    private final Thread thread;
    private final AtomicLong steps = new AtomicLong();
    private final AtomicLong kept = new AtomicLong();
    private volatile boolean stop;
    private volatile boolean over;
    private volatile @Nullable Throwable failure;

    /**
     * @param threads that learn
     * @param ended told from the lesson's thread, when it is over
     */
    Lesson(CameraSplit camera, How how, int threads, Runnable ended) {
        this.camera = camera;
        this.how = how;
        this.threads = threads;
        this.ended = ended;
        this.kept.set(camera.progress());
        this.thread = new Thread(this::run, "learns " + camera.camera());
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (LocalFootage footage = LocalFootage.of(camera.videos())) {
            List<Video> videos = Videos.openAll(footage.files(), ReadOptions.DEFAULTS);
            TrainingConfig config = Settings.ofJson(how.settings()).config(videos.get(0), how.seed(), threads);
            Path run = how.store().run(camera.camera(), identity(config, footage));
            Detector detector = learned(videos, config, run);
            how.store().put(camera.camera(), detector);
            how.store().clear(camera.camera());
        } catch (Throwable e) {
            // Whatever it is, the reader hears of it: nobody hears a thread that dies.
            failure = e;
        } finally {
            over = true;
            ended.run();
        }
    }

    /**
     * Goes on from the run's checkpoint. Where that is damaged, or of other footage with the same names and lengths, nobody ever can: it is
     * learned from the start.
     */
    private Detector learned(List<Video> videos, TrainingConfig config, Path run) {
        try {
            return train(videos, config, run);
        } catch (VedetteException e) {
            if (!blamesCheckpoint(e, run)) {
                throw e;
            }
            LOG.warn("camera {} is learned from its start: {}", camera.camera(), e.getMessage());
            how.store().empty(run);
            return train(videos, config, run);
        }
    }

    private Detector train(List<Video> videos, TrainingConfig config, Path run) {
        return Trainer.train(
                videos, config, run, true, new Watch(config.schedule().steps(Phase.TEACHER)));
    }

    private static boolean blamesCheckpoint(VedetteException fault, Path run) {
        boolean ofFile = fault.category() == Category.BAD_INPUT || fault.category() == Category.BAD_CONFIGURATION;
        return ofFile
                && String.valueOf(fault.getMessage())
                        .contains(run.resolve(CHECKPOINT).toString());
    }

    /** Of options, footage and the version of the code; only where they are equal, a run can go on. */
    private String identity(TrainingConfig config, LocalFootage footage) {
        StringBuilder files = new StringBuilder();
        for (int i = 0; i < camera.videos().size(); i++) {
            files.append(camera.videos().get(i).name())
                    .append(' ')
                    .append(footage.files().get(i).toFile().length())
                    .append('\n');
        }
        return Identity.hash(config.learningHash(), how.settings(), Long.toString(how.seed()), files.toString())
                .substring(0, 16);
    }

    boolean over() {
        return over;
    }

    /** Why it is over without a detector. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Steps done since the last call. */
    long takeSteps() {
        return steps.getAndSet(0);
    }

    /** Steps that need not be learned again. */
    long kept() {
        return kept.get();
    }

    /** Waits until it is broken off, so that no other goes on with the same run beside it. */
    @Override
    public void close() {
        stop = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void goOn() {
        if (stop) {
            throw new CancellationException();
        }
    }

    private final class Watch implements TrainingListener {
        private final long teacherSteps;
        private long written;

        private Watch(long teacherSteps) {
            this.teacherSteps = teacherSteps;
        }

        private long all(Phase phase, long step) {
            return phase == Phase.TEACHER ? step : teacherSteps + step;
        }

        @Override
        public void reading(String video, long framesOfAll) {
            goOn();
        }

        @Override
        public void started(Phase phase, int step, int steps) {
            kept.accumulateAndGet(all(phase, step), Math::max);
        }

        /** The checkpoint of a validation is written by the next step. */
        @Override
        public void step(Phase phase, int step, int ofPhase, double loss, double framesPerSecond) {
            steps.incrementAndGet();
            kept.accumulateAndGet(written, Math::max);
            goOn();
        }

        @Override
        public void validated(ValidationPoint point) {
            written = all(point.phase(), point.step());
        }

        @Override
        public void watching(long frames, long ofAll) {
            goOn();
        }
    }
}
