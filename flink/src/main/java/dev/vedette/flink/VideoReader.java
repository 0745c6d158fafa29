package dev.vedette.flink;

import dev.vedette.detection.AnomalyEvent;
import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import dev.vedette.flink.results.Row;
import dev.vedette.flink.work.WorkReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.jspecify.annotations.Nullable;

/**
 * Scores one video after the other on the thread of its task, a few frames a call, so that checkpoints get their turn in between, and
 * while a video is fetched. What a checkpoint keeps is the video and how much of its results has gone out. A video that cannot be read is
 * set aside here; one that kills its worker by the {@link SplitEnumerator}, which outlives this. Called by Flink on one thread.
 */
final class VideoReader extends WorkReader<Result, VideoSplit> {
    private static final int FRAMES_AT_ONCE = 8;

    private final int tries;
    private final Bench bench;
    private final ReaderMetrics metrics;
    private @Nullable Fetch fetch;
    private @Nullable VideoScoring scoring;
    private int faults;

    VideoReader(SourceReaderContext context, ArchiveSource.Settings settings) {
        super(context);
        this.tries = settings.tries();
        this.bench = new Bench(settings);
        this.metrics = new ReaderMetrics(context.metricGroup());
    }

    @Override
    protected List<Result> died(VideoSplit video) {
        return List.of(setAside(
                video,
                List.of(),
                "scoring it failed, or its worker died, " + tries
                        + " times without getting on; the logs of the workers may tell why"));
    }

    @Override
    protected List<Result> goOn(VideoSplit video) {
        if (video.detector().isEmpty()) {
            return List.of(setAside(video, List.of(), "there is no detector for its camera"));
        }
        try {
            return score(video);
        } catch (VedetteException e) {
            if (e.category() != Category.BAD_INPUT && e.category() != Category.UNSUPPORTED_VERSION) {
                throw e;
            }
            return failed(video, e);
        }
    }

    private List<Result> score(VideoSplit video) {
        if (scoring == null) {
            Optional<LocalFile> file = fetched(video);
            if (file.isEmpty()) {
                return List.of();
            }
            scoring = bench.open(video, file.get());
        }
        scoring.next(FRAMES_AT_ONCE);
        VideoSplit now = goneOut(video, scoring);
        List<Result> results = rows(scoring);
        if (scoring.ended()) {
            results.add(
                    now.range().whole()
                            ? Result.of(Row.done(now.camera(), now.video(), now.frames(), now.events(), now.detector()))
                            : Result.of(ScoredRange.of(now, scoring.ofRange(), "")));
            metrics.done();
            next();
        }
        return results;
    }

    /** The video on this machine; empty while it is on its way. */
    private Optional<LocalFile> fetched(VideoSplit video) {
        Fetch begun = fetch;
        if (begun == null) {
            fetch = new Fetch(video.uri(), this::wake);
            return Optional.empty();
        }
        if (!begun.over()) {
            return Optional.empty();
        }
        fetch = null;
        return Optional.of(begun.take());
    }

    @Override
    protected boolean waiting() {
        return fetch != null && !fetch.over();
    }

    /** Of a video that is given up, what could be scored goes out all the same. */
    private List<Result> failed(VideoSplit video, VedetteException fault) {
        faults++;
        boolean last = faults == tries;
        VideoSplit now = video;
        List<Result> results = new ArrayList<>();
        List<AnomalyEvent> ofRange = List.of();
        if (scoring != null) {
            if (last) {
                scoring.finish();
            }
            now = goneOut(video, scoring);
            results.addAll(rows(scoring));
            ofRange = scoring.ofRange();
            closeScoring();
        }
        if (last) {
            results.add(setAside(now, ofRange, String.valueOf(fault.getMessage())));
        }
        return results;
    }

    private static List<Result> rows(VideoScoring scored) {
        List<Result> results = new ArrayList<>();
        scored.takeRows().forEach(row -> results.add(Result.of(row)));
        return results;
    }

    /** Notes how far the video at hand is. */
    private VideoSplit goneOut(VideoSplit before, VideoScoring scored) {
        VideoSplit now = scored.goneOut();
        metrics.goneOut(now.frames() - before.frames(), now.events() - before.events());
        at(now);
        return now;
    }

    private Result setAside(VideoSplit video, List<AnomalyEvent> ofRange, String reason) {
        metrics.setAside();
        next();
        return video.range().whole()
                ? Result.of(Row.setAside(video.camera(), video.video(), video.frames(), reason))
                : Result.of(ScoredRange.of(video, ofRange, reason));
    }

    private void next() {
        closeScoring();
        faults = 0;
        done();
    }

    private void closeScoring() {
        if (scoring != null) {
            scoring.close();
            scoring = null;
        }
    }

    @Override
    public void close() {
        if (fetch != null) {
            fetch.close();
        }
        closeScoring();
        bench.close();
    }
}
