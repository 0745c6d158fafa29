package dev.vedette.flink;

import dev.vedette.detection.Detector;
import dev.vedette.detection.Precision;
import dev.vedette.fault.VedetteException;
import dev.vedette.flink.work.WorkSerializer;
import dev.vedette.flink.work.WorkSource;
import dev.vedette.video.archive.ArchiveJob;
import java.io.Serializable;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.jspecify.annotations.Nullable;

/** The videos of an archive as a source of results: each is scored where it is read. */
final class ArchiveSource extends WorkSource<Result, VideoSplit> {
    private static final long serialVersionUID = 1L;

    private final Settings settings;

    /**
     * How readers score.
     *
     * @param detectors folder of the {@link DetectorStore}
     * @param stillTolerance of all detectors; null: their own
     * @param tries how often a video is begun before it is set aside
     */
    record Settings(
            String detectors, Precision precision, @Nullable Double stillTolerance, int tries) implements Serializable {
        static Settings of(ArchiveJob job, DetectorStore detectors) {
            OptionalDouble tolerance = job.stillTolerance();
            return new Settings(
                    detectors.folder(),
                    job.precision(),
                    tolerance.isPresent() ? tolerance.getAsDouble() : null,
                    job.tries());
        }

        /**
         * The detector with a SHA-256, as it is to score.
         *
         * @throws VedetteException bad configuration, when its rule does not allow the tolerance
         */
        Detector detector(String hash) {
            Detector stored = new DetectorStore(detectors).read(hash);
            return stillTolerance == null
                    ? stored
                    : stored.withScoring(stored.scoring().withStillTolerance(stillTolerance));
        }
    }

    ArchiveSource(List<VideoSplit> videos, Settings settings) {
        super(videos, settings.tries());
        this.settings = settings;
    }

    @Override
    public SourceReader<Result, VideoSplit> createReader(SourceReaderContext context) {
        return new VideoReader(context, settings);
    }

    @Override
    public WorkSerializer<VideoSplit> getSplitSerializer() {
        return new VideoSplitSerializer();
    }
}
