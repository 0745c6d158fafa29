package dev.vedette.flink.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.jspecify.annotations.Nullable;

/**
 * Gives cameras to readers, as many to each. Which reader a camera has follows from its place in the job, so that readers need not be
 * waited for; what a reader that failed had comes back to its successor, wherever that is. Called by Flink on one thread.
 */
final class CameraEnumerator implements SplitEnumerator<CameraSplit, Placement> {
    private final SplitEnumeratorContext<CameraSplit> context;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, CameraSplit> waiting = new LinkedHashMap<>();
    private final Set<String> given;

    /** @param run when the job began */
    CameraEnumerator(
            SplitEnumeratorContext<CameraSplit> context, List<CameraSpec> cameras, Instant run, Placement placement) {
        this.context = context;
        this.given = new TreeSet<>(placement.given());
        placement.waiting().forEach(camera -> waiting.put(camera.splitId(), camera));
        for (CameraSpec camera : cameras) {
            places.put(camera.name(), places.size());
            if (!given.contains(camera.name()) && !waiting.containsKey(camera.name())) {
                waiting.put(camera.name(), new CameraSplit(camera.name(), CameraState.fresh(run, camera.scoring())));
            }
        }
    }

    @Override
    public void start() {
        // Readers come.
    }

    @Override
    public void handleSplitRequest(int reader, @Nullable String host) {
        // Readers get what is theirs without asking.
    }

    @Override
    public void addReader(int reader) {
        List<CameraSplit> theirs = waiting.values().stream()
                .filter(camera -> home(camera) == reader)
                .toList();
        if (!theirs.isEmpty()) {
            context.assignSplits(new SplitsAssignment<>(Map.of(reader, theirs)));
        }
        for (CameraSplit camera : theirs) {
            waiting.remove(camera.splitId());
            given.add(camera.splitId());
        }
        context.signalNoMoreSplits(reader);
    }

    /** One that the job no longer knows is ended by the first reader. */
    private int home(CameraSplit camera) {
        return places.getOrDefault(camera.splitId(), 0) % context.currentParallelism();
    }

    /** Called for every reader that fails. */
    @Override
    public void addSplitsBack(List<CameraSplit> cameras, int reader) {
        for (CameraSplit camera : cameras) {
            given.remove(camera.splitId());
            waiting.put(camera.splitId(), camera);
        }
    }

    /** One that the job no longer knows is ended by who has it: where a later job knows it again, it is a new one. */
    @Override
    public Placement snapshotState(long checkpoint) {
        return new Placement(
                new ArrayList<>(waiting.values()),
                given.stream().filter(places::containsKey).collect(Collectors.toSet()));
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
