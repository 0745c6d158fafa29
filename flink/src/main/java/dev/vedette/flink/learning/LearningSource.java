package dev.vedette.flink.learning;

import dev.vedette.flink.work.WorkSerializer;
import dev.vedette.flink.work.WorkSource;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;

/** Cameras as a source of the names of those that are done. */
final class LearningSource extends WorkSource<String, CameraSplit> {
    private static final long serialVersionUID = 1L;

    private final How how;

    /**
     * How readers learn.
     *
     * @param settings as JSON
     * @param threads 0 for the cores of a machine shared between its slots
     * @param tries how often a camera is begun before it is set aside
     */
    record How(CameraStore store, String settings, long seed, int threads, int tries) implements Serializable {}

    LearningSource(List<CameraSplit> cameras, How how) {
        super(cameras, how.tries());
        this.how = how;
    }

    @Override
    public SourceReader<String, CameraSplit> createReader(SourceReaderContext context) {
        return new LearningReader(context, how);
    }

    @Override
    public WorkSerializer<CameraSplit> getSplitSerializer() {
        return new CameraSplitSerializer();
    }
}
