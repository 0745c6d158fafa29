package dev.vedette.flink;

import dev.vedette.detection.AnomalyEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a range of a video, but for its scores, which have gone out. Public with types that Flink can write, so that it is no object
 * for Kryo.
 *
 * @param detector SHA-256 of its file
 * @param number of the range in its video, from 0
 * @param of how many ranges the video has
 * @param frames that have scores
 * @param fault why there are no more; empty where the range was scored to its end
 * @param written events, which may go on in other ranges
 */
@SuppressWarnings("ArrayRecordComponent")
public record ScoredRange(
        String camera, String video, String detector, int number, int of, long frames, String fault, byte[] written) {
    static ScoredRange of(VideoSplit range, List<AnomalyEvent> events, String fault) {
        return new ScoredRange(
                range.camera(),
                range.video(),
                range.detector(),
                range.range().number(),
                range.range().of(),
                range.frames(),
                fault,
                written(events));
    }

    private static byte[] written(List<AnomalyEvent> events) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(events.size());
            for (AnomalyEvent event : events) {
                EventSerializer.write(out, event);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** In order of time. */
    List<AnomalyEvent> events() {
        List<AnomalyEvent> events = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(written))) {
            for (int left = in.readInt(); left > 0; left--) {
                events.add(EventSerializer.read(in));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }
}
