package dev.vedette.flink;

import dev.vedette.detection.Precision;
import dev.vedette.flink.results.Row;
import dev.vedette.flink.work.WorkSerializer;
import dev.vedette.flink.work.WorkSource;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;

/** The videos of an archive as a source of results: each is scored where it is read. */
final class ArchiveSource extends WorkSource<Row, VideoSplit> {
    private static final long serialVersionUID = 1L;

    private final Settings settings;

    /**
     * How readers score.
     *
     * @param detectors folder of the {@link DetectorStore}
     * @param tries how often a video is begun before it is set aside
     */
    record Settings(String detectors, Precision precision, int tries) implements Serializable {}

    ArchiveSource(List<VideoSplit> videos, Settings settings) {
        super(videos, settings.tries());
        this.settings = settings;
    }

    @Override
    public SourceReader<Row, VideoSplit> createReader(SourceReaderContext context) {
        return new VideoReader(context, settings);
    }

    @Override
    public WorkSerializer<VideoSplit> getSplitSerializer() {
        return new VideoSplitSerializer();
    }
}
