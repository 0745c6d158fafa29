package dev.vedette.flink;

import dev.vedette.detection.Precision;
import dev.vedette.flink.results.Row;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The videos of an archive as a source of results: each is scored where it is read. */
final class ArchiveSource implements Source<Row, VideoSplit, Assignments> {
    private static final long serialVersionUID = 1L;

    private final byte[] videos;
    private final Settings settings;

    /**
     * How readers score.
     *
     * @param detectors folder of the {@link DetectorStore}
     * @param tries how often a video is begun before it is set aside
     */
    record Settings(String detectors, Precision precision, int tries) implements java.io.Serializable {}

    ArchiveSource(List<VideoSplit> videos, Settings settings) {
        this.settings = settings;
        try {
            this.videos = new AssignmentsSerializer().serialize(new Assignments(videos, Map.of()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<VideoSplit, Assignments> createEnumerator(SplitEnumeratorContext<VideoSplit> context)
            throws IOException {
        return restoreEnumerator(
                context, new AssignmentsSerializer().deserialize(VideoSplitSerializer.VERSION, videos));
    }

    @Override
    public SplitEnumerator<VideoSplit, Assignments> restoreEnumerator(
            SplitEnumeratorContext<VideoSplit> context, Assignments assignments) {
        return new VideoEnumerator(context, settings.tries(), assignments);
    }

    @Override
    public SourceReader<Row, VideoSplit> createReader(SourceReaderContext context) {
        return new VideoReader(context, settings);
    }

    @Override
    public SimpleVersionedSerializer<VideoSplit> getSplitSerializer() {
        return new VideoSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Assignments> getEnumeratorCheckpointSerializer() {
        return new AssignmentsSerializer();
    }
}
