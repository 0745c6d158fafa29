package dev.vedette.flink;

import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import dev.vedette.flink.results.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Scores one video after the other on the thread of its task, a few frames a call, so that checkpoints get their turn in between. What a
 * checkpoint keeps is the video and how much of its results has gone out. A video that cannot be read is set aside here; one that kills
 * its worker by the {@link SplitEnumerator}, which outlives this. Called by Flink on one thread.
 */
final class VideoReader implements SourceReader<Row, VideoSplit> {
    private static final int FRAMES_AT_ONCE = 8;

    private final SourceReaderContext context;
    private final int tries;
    private final Bench bench;
    private final ReaderMetrics metrics;
    private final Deque<VideoSplit> videos = new ArrayDeque<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private boolean started;
    private boolean noMore;
    private @Nullable BeginAnswer answer;
    private @Nullable VideoScoring scoring;
    private int faults;

    VideoReader(SourceReaderContext context, ArchiveSource.Settings settings) {
        this.context = context;
        this.tries = settings.tries();
        this.bench = new Bench(new DetectorStore(settings.detectors()), settings.precision());
        this.metrics = new ReaderMetrics(context.metricGroup());
    }

    @Override
    public void start() {
        started = true;
        ask();
    }

    /** For leave to begin the video at hand, or for a video. */
    private void ask() {
        @Nullable VideoSplit next = videos.peek();
        if (next == null) {
            context.sendSplitRequest();
        } else {
            context.sendSourceEventToCoordinator(new BeginRequest(next.splitId(), next.frames()));
        }
    }

    @Override
    public void addSplits(List<VideoSplit> more) {
        boolean idle = videos.isEmpty();
        videos.addAll(more);
        if (started && idle) {
            ask();
        }
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        answer = (BeginAnswer) event;
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMore = true;
        available.complete(null);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Row> output) {
        if (answer != null) {
            work(videos.element(), answer.granted()).forEach(output::collect);
            return InputStatus.MORE_AVAILABLE;
        }
        if (noMore && videos.isEmpty()) {
            return InputStatus.END_OF_INPUT;
        }
        available = new CompletableFuture<>();
        return InputStatus.NOTHING_AVAILABLE;
    }

    private List<Row> work(VideoSplit video, boolean granted) {
        if (!granted) {
            return setAside(video, "the worker that scored it died, " + tries + " times");
        }
        if (video.detector().isEmpty()) {
            return setAside(video, "there is no detector for its camera");
        }
        try {
            return score(video);
        } catch (VedetteException e) {
            if (e.category() != Category.BAD_INPUT && e.category() != Category.UNSUPPORTED_VERSION) {
                throw e;
            }
            return failed(e);
        }
    }

    private List<Row> score(VideoSplit video) {
        if (scoring == null) {
            scoring = bench.open(video);
        }
        scoring.next(FRAMES_AT_ONCE);
        List<Row> rows = new ArrayList<>(giveOut(scoring));
        if (scoring.ended()) {
            rows.add(done(videos.element()));
            metrics.done();
            next();
        }
        return rows;
    }

    private static Row done(VideoSplit video) {
        return Row.done(video.camera(), video.splitId(), video.frames(), video.events(), video.detector());
    }

    /** Of a video that is given up, what could be scored goes out all the same. */
    private List<Row> failed(VedetteException fault) {
        faults++;
        boolean last = faults == tries;
        List<Row> rows = new ArrayList<>();
        if (scoring != null) {
            if (last) {
                scoring.finish();
            }
            rows.addAll(giveOut(scoring));
            closeScoring();
        }
        if (last) {
            rows.addAll(setAside(videos.element(), String.valueOf(fault.getMessage())));
        }
        return rows;
    }

    /** Notes how far the video at hand is. */
    private List<Row> giveOut(VideoScoring scored) {
        VideoSplit before = videos.remove();
        VideoSplit now = scored.goneOut();
        metrics.goneOut(now.frames() - before.frames(), now.events() - before.events());
        videos.addFirst(now);
        return scored.takeRows();
    }

    private List<Row> setAside(VideoSplit video, String reason) {
        metrics.setAside();
        next();
        return List.of(Row.setAside(video.camera(), video.splitId(), video.frames(), reason));
    }

    private void next() {
        closeScoring();
        videos.remove();
        answer = null;
        faults = 0;
        ask();
    }

    private void closeScoring() {
        if (scoring != null) {
            scoring.close();
            scoring = null;
        }
    }

    @Override
    public List<VideoSplit> snapshotState(long checkpoint) {
        return List.copyOf(videos);
    }

    @Override
    public void close() {
        closeScoring();
        bench.close();
    }
}
