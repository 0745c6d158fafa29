package dev.vedette.flink.live;

import dev.vedette.detection.CameraPool;
import dev.vedette.detection.Precision;
import dev.vedette.flink.results.Row;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Cameras as a source of results: each is scored where it is read. */
final class CameraSource implements Source<Row, CameraSplit, Placement> {
    private static final long serialVersionUID = 1L;

    private final ArrayList<CameraSpec> cameras;
    private final Instant run;
    private final Settings settings;

    /**
     * How readers watch.
     *
     * @param detectors folder of the {@link dev.vedette.flink.DetectorStore}
     * @param feeds that connect
     * @param waiting clips of a camera that may wait; of more the oldest is dropped
     */
    record Settings(String detectors, Precision precision, CameraFeeds feeds, int waiting) implements Serializable {
        static Settings of(WatchedCameras watched, Precision precision) {
            return new Settings(
                    watched.detectors().folder(), precision, CameraFeeds.DECODERS, CameraPool.USUALLY_WAITING);
        }
    }

    /** @param run when the job began */
    CameraSource(List<CameraSpec> cameras, Instant run, Settings settings) {
        this.cameras = new ArrayList<>(cameras);
        this.run = run;
        this.settings = settings;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<CameraSplit, Placement> createEnumerator(SplitEnumeratorContext<CameraSplit> context) {
        return restoreEnumerator(context, Placement.NONE);
    }

    @Override
    public SplitEnumerator<CameraSplit, Placement> restoreEnumerator(
            SplitEnumeratorContext<CameraSplit> context, Placement placement) {
        return new CameraEnumerator(context, cameras, run, placement);
    }

    @Override
    public SourceReader<Row, CameraSplit> createReader(SourceReaderContext context) {
        return new CameraReader(context, cameras, settings);
    }

    @Override
    public SimpleVersionedSerializer<CameraSplit> getSplitSerializer() {
        return new CameraSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Placement> getEnumeratorCheckpointSerializer() {
        return new Placement.Serializer();
    }
}
