package dev.vedette.flink;

import dev.vedette.detection.AnomalyEvent;
import dev.vedette.detection.Detector;
import dev.vedette.detection.FrameScore;
import dev.vedette.detection.StreamDetector;
import dev.vedette.detection.StreamDetector.Findings;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.fault.VedetteException;
import dev.vedette.flink.results.Row;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.video.Videos;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A video that is being scored from its start; results that have gone out before are left out. Not thread-safe. */
final class VideoScoring implements AutoCloseable {
    private final VideoSplit video;
    private final LocalFile file;
    private final FrameSource source;
    private final StreamDetector stream;
    private final List<Row> rows = new ArrayList<>();
    private long read;
    private long frames;
    private long events;
    private boolean ended;

    private VideoScoring(VideoSplit video, LocalFile file, FrameSource source, StreamDetector stream) {
        this.video = video;
        this.file = file;
        this.source = source;
        this.stream = stream;
    }

    static VideoScoring open(VideoSplit video, Detector detector, @Nullable ScoringEngine engine) {
        LocalFile file = LocalFile.of(video.uri());
        try {
            FrameSource source = Videos.open(file.path()).open();
            return new VideoScoring(video, file, source, new StreamDetector(detector, engine));
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Reads so many frames more, or to the end.
     *
     * @throws VedetteException bad input, when the video is damaged or has no frames; what became known before is kept
     */
    void next(int more) {
        for (int i = 0; i < more && !ended; i++) {
            Optional<Frame> frame = source.next();
            if (frame.isPresent()) {
                read++;
                take(stream.push(frame.get()));
            } else if (read == 0) {
                throw VedetteException.badInput(video.splitId() + " has no frames, expected at least one");
            } else {
                finish();
            }
        }
    }

    /** Takes the end of what can be read. */
    void finish() {
        ended = true;
        if (read > 0) {
            take(stream.finish());
        }
    }

    private void take(Findings findings) {
        for (FrameScore frame : findings.frames()) {
            frames++;
            if (frames > video.frames()) {
                rows.add(Row.of(video.camera(), video.splitId(), frame));
            }
        }
        for (AnomalyEvent event : findings.events()) {
            events++;
            if (events > video.events()) {
                rows.add(Row.of(video.camera(), video.splitId(), events, event));
            }
        }
    }

    /** What became known since the last call; it has gone out by then. */
    List<Row> takeRows() {
        List<Row> taken = List.copyOf(rows);
        rows.clear();
        return taken;
    }

    boolean ended() {
        return ended;
    }

    /** The video with all rows gone out that became known. */
    VideoSplit goneOut() {
        return video.at(Math.max(frames, video.frames()), Math.max(events, video.events()));
    }

    @Override
    public void close() {
        source.close();
        file.close();
    }
}
