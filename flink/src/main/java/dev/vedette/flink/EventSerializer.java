package dev.vedette.flink;

import dev.vedette.detection.AnomalyEvent;
import dev.vedette.detection.AnomalyEvent.Place;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;

/** Events in checkpoints and on their way between workers. */
public final class EventSerializer {
    private EventSerializer() {}

    public static void write(DataOutputStream out, AnomalyEvent event) throws IOException {
        out.writeLong(event.firstFrame());
        out.writeLong(event.lastFrame());
        out.writeLong(event.peakFrame());
        out.writeLong(event.start().toNanos());
        out.writeLong(event.end().toNanos());
        out.writeLong(event.peak().toNanos());
        out.writeDouble(event.peakScore());
        out.writeDouble(event.threshold());
        out.writeDouble(event.place().left());
        out.writeDouble(event.place().top());
        out.writeDouble(event.place().right());
        out.writeDouble(event.place().bottom());
    }

    public static AnomalyEvent read(DataInputStream in) throws IOException {
        return new AnomalyEvent(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                Duration.ofNanos(in.readLong()),
                Duration.ofNanos(in.readLong()),
                Duration.ofNanos(in.readLong()),
                in.readDouble(),
                in.readDouble(),
                new Place(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()));
    }
}
