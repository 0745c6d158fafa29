package dev.vedette.flink.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Does one piece of work after the other, each once the enumerator, which outlives this, has counted its beginning. What a checkpoint
 * keeps is the work and how far it is. Called by Flink on one thread, but for {@link #wake}.
 *
 * @param <R> what comes of it
 */
public abstract class WorkReader<R, W extends Work> implements SourceReader<R, W> {
    private final SourceReaderContext context;
    private final Deque<W> work = new ArrayDeque<>();
    private volatile CompletableFuture<Void> available = new CompletableFuture<>();
    private boolean started;
    private boolean noMore;
    private @Nullable BeginAnswer answer;

    protected WorkReader(SourceReaderContext context) {
        this.context = context;
    }

    /** Goes on for a moment with work that may be begun. @return what came of it meanwhile */
    protected abstract List<R> goOn(W now);

    /** Gives up work whose workers have died too often; it calls {@link #done}. @return what is to be said of it */
    protected abstract List<R> died(W now);

    /** Whether there is nothing to go on with before somebody calls {@link #wake}. */
    protected boolean waiting() {
        return false;
    }

    /** How far the work at hand is by now, if that is more than what {@link #at} said. */
    protected W now(W before) {
        return before;
    }

    /** The work at hand is as far as this. */
    protected final void at(W now) {
        work.remove();
        work.addFirst(now);
    }

    /** Nothing is left to do of the work at hand. */
    protected final void done() {
        work.remove();
        answer = null;
        ask();
    }

    /** May be called by any thread. */
    protected final void wake() {
        available.complete(null);
    }

    @Override
    public final void start() {
        started = true;
        ask();
    }

    /** For leave to begin the work at hand, or for work. */
    private void ask() {
        @Nullable W next = work.peek();
        if (next == null) {
            context.sendSplitRequest();
        } else {
            context.sendSourceEventToCoordinator(new BeginRequest(next.splitId(), next.progress()));
        }
    }

    @Override
    public final void addSplits(List<W> more) {
        boolean idle = work.isEmpty();
        work.addAll(more);
        if (started && idle) {
            ask();
        }
    }

    @Override
    public final void handleSourceEvents(SourceEvent event) {
        answer = (BeginAnswer) event;
        wake();
    }

    @Override
    public final void notifyNoMoreSplits() {
        noMore = true;
        wake();
    }

    @Override
    public final CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public final InputStatus pollNext(ReaderOutput<R> output) {
        // Before anything is looked at, so that whoever wakes afterwards is heard.
        available = new CompletableFuture<>();
        if (answer != null) {
            W now = work.element();
            (answer.granted() ? goOn(now) : died(now)).forEach(output::collect);
            return answer != null && waiting() ? InputStatus.NOTHING_AVAILABLE : InputStatus.MORE_AVAILABLE;
        }
        return noMore && work.isEmpty() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public final List<W> snapshotState(long checkpoint) {
        if (!work.isEmpty()) {
            at(now(work.element()));
        }
        return List.copyOf(work);
    }
}
