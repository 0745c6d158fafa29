package dev.vedette.flink;

import dev.vedette.detection.AnomalyEvent;
import dev.vedette.detection.Detector;
import dev.vedette.detection.EventFinder;
import dev.vedette.detection.FrameScore;
import dev.vedette.detection.StreamDetector;
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

/**
 * A video, or a range of one, that is being scored from where it begins; results that have gone out before are left out. Events are found in
 * the frames of the range alone. Not thread-safe.
 */
final class VideoScoring implements AutoCloseable {
    private final VideoSplit video;
    private final LocalFile file;
    private final FrameSource source;
    private final StreamDetector stream;
    private final EventFinder finder;
    private final List<Row> rows = new ArrayList<>();
    private final List<AnomalyEvent> ofRange = new ArrayList<>();
    private long read;
    private long frames;
    private long events;
    private boolean ended;

    private VideoScoring(
            VideoSplit video, LocalFile file, FrameSource source, StreamDetector stream, EventFinder finder) {
        this.video = video;
        this.file = file;
        this.source = source;
        this.stream = stream;
        this.finder = finder;
    }

    /** @param file of the video; closed with this, and not when it cannot be opened */
    static VideoScoring open(VideoSplit video, LocalFile file, Detector detector, @Nullable ScoringEngine engine) {
        FrameSource source = Videos.open(file.path(), video.range());
        return new VideoScoring(
                video,
                file,
                source,
                new StreamDetector(detector, engine),
                new EventFinder(detector.calibration().threshold()));
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
                take(stream.push(frame.get()).frames());
                if (video.range().first() + frames == video.range().end()) {
                    end();
                }
            } else if (read == 0) {
                throw VedetteException.badInput(video.splitId() + " has no frames, expected at least one");
            } else {
                finish();
            }
        }
    }

    /** Takes the end of what can be read. */
    void finish() {
        if (read > 0) {
            take(stream.finish().frames());
        }
        end();
    }

    private void end() {
        ended = true;
        finder.finish().ifPresent(this::over);
    }

    private void take(List<FrameScore> scores) {
        for (FrameScore frame : scores) {
            if (frame.index() >= video.range().first()
                    && frame.index() < video.range().end()) {
                frames++;
                if (frames > video.frames()) {
                    rows.add(Row.of(video.camera(), video.video(), frame));
                }
                finder.next(frame).ifPresent(this::over);
            }
        }
    }

    private void over(AnomalyEvent event) {
        if (!video.range().whole()) {
            ofRange.add(event);
        } else if (++events > video.events()) {
            rows.add(Row.of(video.camera(), video.video(), events, event));
        }
    }

    /** What was found by now, where that may go on in other ranges of the video. */
    List<AnomalyEvent> ofRange() {
        return List.copyOf(ofRange);
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
