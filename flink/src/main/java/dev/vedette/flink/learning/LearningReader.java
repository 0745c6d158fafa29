package dev.vedette.flink.learning;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.learning.LearningSource.How;
import dev.vedette.flink.work.WorkReader;
import java.util.List;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** Has one camera learned after the other; the task's own thread waits meanwhile, so that checkpoints get their turn. */
final class LearningReader extends WorkReader<String, CameraSplit> {
    private final How how;
    private final int threads;
    private final Counter steps;
    private final Counter cameras;
    private final Counter setAside;
    private @Nullable Lesson lesson;
    private int faults;

    LearningReader(SourceReaderContext context, How how) {
        super(context);
        this.how = how;
        int slots = Math.max(1, context.getConfiguration().get(TaskManagerOptions.NUM_TASK_SLOTS));
        this.threads = how.threads() > 0
                ? how.threads()
                : Math.max(1, Runtime.getRuntime().availableProcessors() / slots);
        MetricGroup group = context.metricGroup().addGroup("vedette");
        this.steps = group.counter("steps");
        this.cameras = group.counter("cameras");
        this.setAside = group.counter("camerasSetAside");
    }

    @Override
    protected List<String> died(CameraSplit camera) {
        return setAside(
                camera,
                "learning it failed, or its worker died, " + how.tries()
                        + " times without getting on; the logs of the workers may tell why");
    }

    @Override
    protected List<String> goOn(CameraSplit camera) {
        if (lesson == null) {
            lesson = new Lesson(camera, how, threads, this::wake);
        }
        steps.inc(lesson.takeSteps());
        if (!lesson.over()) {
            return List.of();
        }
        @Nullable Throwable failure = lesson.failure().orElse(null);
        at(camera.at(lesson.kept()));
        closeLesson();
        if (failure == null) {
            cameras.inc();
            next();
            return List.of(camera.camera());
        }
        return failed(camera, failure);
    }

    /** What is wrong with a camera is its own matter, anything else the worker's. */
    private List<String> failed(CameraSplit camera, Throwable failure) {
        if (!(failure instanceof VedetteException fault)) {
            throw new IllegalStateException("learning " + camera.camera() + " failed", failure);
        }
        faults++;
        return switch (fault.category()) {
            case BAD_INPUT -> faults < how.tries() ? List.of() : setAside(camera, String.valueOf(fault.getMessage()));
            case BAD_CONFIGURATION, UNSUPPORTED_VERSION -> setAside(camera, String.valueOf(fault.getMessage()));
            default -> throw fault;
        };
    }

    private List<String> setAside(CameraSplit camera, String reason) {
        how.store().setAside(camera.camera(), reason);
        setAside.inc();
        next();
        return List.of(camera.camera());
    }

    private void next() {
        faults = 0;
        done();
    }

    /** A lesson wakes the reader when it is over; what it has kept by then is what a checkpoint has to know. */
    @Override
    protected boolean waiting() {
        return lesson != null && !lesson.over();
    }

    @Override
    protected CameraSplit now(CameraSplit camera) {
        if (lesson == null) {
            return camera;
        }
        // Here as well, because nobody else asks a lesson before it is over.
        steps.inc(lesson.takeSteps());
        return camera.at(lesson.kept());
    }

    private void closeLesson() {
        if (lesson != null) {
            lesson.close();
            lesson = null;
        }
    }

    @Override
    public void close() {
        closeLesson();
    }
}
