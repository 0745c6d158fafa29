package dev.vedette.flink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;

/** Readers that note what an enumerator gives and tells them. */
public final class Readers<S extends SourceSplit> implements SplitEnumeratorContext<S> {
    private final Map<Integer, ReaderInfo> there = new HashMap<>();
    private final Map<Integer, List<S>> given = new HashMap<>();
    private final Map<Integer, List<SourceEvent>> told = new HashMap<>();

    public Readers(int count) {
        for (int reader = 0; reader < count; reader++) {
            there.put(reader, new ReaderInfo(reader, "here"));
        }
    }

    /** In order. */
    public List<S> given(int reader) {
        return given.getOrDefault(reader, List.of());
    }

    /** In order. */
    public List<SourceEvent> told(int reader) {
        return told.getOrDefault(reader, List.of());
    }

    @Override
    public int currentParallelism() {
        return there.size();
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return there;
    }

    @Override
    public void assignSplits(SplitsAssignment<S> assignment) {
        assignment.assignment().forEach((reader, splits) -> given.computeIfAbsent(reader, none -> new ArrayList<>())
                .addAll(splits));
    }

    @Override
    public void sendEventToSourceReader(int reader, SourceEvent event) {
        told.computeIfAbsent(reader, none -> new ArrayList<>()).add(event);
    }

    @Override
    public void signalNoMoreSplits(int reader) {
        // Nobody waits here.
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> void callAsync(Callable<T> call, BiConsumer<T, Throwable> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> void callAsync(Callable<T> call, BiConsumer<T, Throwable> handler, long delay, long period) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void runInCoordinatorThread(Runnable work) {
        throw new UnsupportedOperationException();
    }
}
