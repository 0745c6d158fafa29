package dev.vedette.flink;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;

/** What Flink's page and reporters show of a reader, in the group {@code vedette}. */
final class ReaderMetrics {
    private final Counter frames;
    private final Counter events;
    private final Counter videos;
    private final Counter setAside;

    ReaderMetrics(MetricGroup reader) {
        MetricGroup group = reader.addGroup("vedette");
        frames = group.counter("frames");
        events = group.counter("events");
        videos = group.counter("videos");
        setAside = group.counter("videosSetAside");
        group.meter("framesPerSecond", new MeterView(frames));
    }

    void goneOut(long moreFrames, long moreEvents) {
        frames.inc(moreFrames);
        events.inc(moreEvents);
    }

    void done() {
        videos.inc();
    }

    void setAside() {
        setAside.inc();
    }
}
