package dev.vedette.flink.live;

import dev.vedette.detection.CameraPool;
import dev.vedette.flink.DetectorStore;
import dev.vedette.flink.results.Row;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Watches the cameras of a slot: a thread for each gets its frames, one thread scores them all, each in turn, and the thread of the task
 * gives out what came of it, so that a checkpoint has a camera's state and its rows in step. Called by Flink on one thread.
 */
final class CameraReader implements SourceReader<Row, CameraSplit> {
    private final SourceReaderContext context;
    private final Map<String, CameraSpec> specs;
    private final CameraFeeds feeds;
    private final Mailbox mailbox = new Mailbox();
    private final Engines engines;
    /** A slot is a core. */
    private final CameraPool pool;

    private final Map<String, WatchedCamera> cameras = new LinkedHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "vedette-clock");
        thread.setDaemon(true);
        return thread;
    });
    /** Rows that follow from what this reader was given. */
    private final Deque<List<Row>> first = new ArrayDeque<>();

    private boolean started;
    private boolean noMore;

    CameraReader(SourceReaderContext context, List<CameraSpec> cameras, CameraSource.Settings settings) {
        this.context = context;
        this.specs = cameras.stream().collect(Collectors.toMap(CameraSpec::name, Function.identity()));
        this.feeds = settings.feeds();
        this.pool = new CameraPool(1, settings.waiting(), System::nanoTime);
        this.engines = new Engines(new DetectorStore(settings.detectors()), settings.precision());
    }

    @Override
    public void start() {
        started = true;
        cameras.values().forEach(this::begin);
        clock.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void addSplits(List<CameraSplit> splits) {
        for (CameraSplit split : splits) {
            CameraSpec spec = specs.get(split.splitId());
            if (spec == null) {
                dismiss(split);
            } else {
                add(new CameraLedger(spec, split.state()));
            }
        }
    }

    private void add(CameraLedger ledger) {
        List<Row> rows = ledger.useSpec();
        if (!rows.isEmpty()) {
            first.add(rows);
        }
        CameraMetrics.show(ledger, context.metricGroup());
        WatchedCamera camera = new WatchedCamera(ledger, feeds, mailbox, pool, engines);
        synchronized (cameras) {
            cameras.put(ledger.camera().name(), camera);
        }
        if (started) {
            begin(camera);
        }
    }

    /** The job goes on without it. */
    private void dismiss(CameraSplit split) {
        first.add(new CameraLedger(CameraSpec.gone(split.splitId()), split.state()).dismiss(Instant.now()));
    }

    private void begin(WatchedCamera camera) {
        if (!camera.ledger().ended()) {
            camera.start();
        }
    }

    private void tick() {
        List<WatchedCamera> all = all();
        all.forEach(WatchedCamera::check);
        Instant now = Instant.now();
        mailbox.offer(() -> {
            List<Row> rows = new ArrayList<>();
            all.forEach(camera -> rows.addAll(camera.ledger().tick(now)));
            return rows;
        });
    }

    private List<WatchedCamera> all() {
        synchronized (cameras) {
            return List.copyOf(cameras.values());
        }
    }

    @Override
    public void notifyNoMoreSplits() {
        noMore = true;
        mailbox.wake();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return ended() || !first.isEmpty() ? CompletableFuture.completedFuture(null) : mailbox.available();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Row> output) {
        @Nullable List<Row> rows = first.poll();
        if (rows != null) {
            rows.forEach(output::collect);
            return InputStatus.MORE_AVAILABLE;
        }
        @Nullable Supplier<List<Row>> news = mailbox.poll();
        if (news != null) {
            news.get().forEach(output::collect);
            return InputStatus.MORE_AVAILABLE;
        }
        return ended() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }

    /** All its cameras are files that are over. */
    private boolean ended() {
        return noMore
                && first.isEmpty()
                && mailbox.isEmpty()
                && all().stream().allMatch(camera -> camera.ledger().ended());
    }

    @Override
    public List<CameraSplit> snapshotState(long checkpoint) {
        return all().stream()
                .map(WatchedCamera::ledger)
                .map(ledger -> new CameraSplit(ledger.camera().name(), ledger.state()))
                .toList();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        mailbox.close();
        List<WatchedCamera> all = all();
        all.forEach(WatchedCamera::hangUp);
        all.forEach(WatchedCamera::close);
        pool.close();
        engines.close();
    }
}
