package dev.vedette.flink.work;

import dev.vedette.flink.work.Assignments.Beginnings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/**
 * Gives work to readers, piece after piece as they ask, and counts how often each is begun. A worker that dies leaves several pieces
 * behind of which perhaps one killed it: these suspects are begun again one at a time, so that an innocent one is not counted together
 * with the one that kills. Called by Flink on one thread.
 */
final class WorkEnumerator<W extends Work> implements SplitEnumerator<W, Assignments<W>> {
    private final SplitEnumeratorContext<W> context;
    private final int tries;
    private final Deque<W> waiting;
    private final Map<String, Beginnings> begun;
    private final Map<Integer, BeginRequest> suspects = new LinkedHashMap<>();
    private final Map<Integer, String> inHand = new HashMap<>();
    private @Nullable Integer suspectAtWork;

    WorkEnumerator(SplitEnumeratorContext<W> context, int tries, Assignments<W> assignments) {
        this.context = context;
        this.tries = tries;
        this.waiting = new ArrayDeque<>(assignments.waiting());
        this.begun = new LinkedHashMap<>(assignments.begun());
    }

    @Override
    public void start() {
        // Readers ask.
    }

    @Override
    public void addReader(int reader) {
        // It asks.
    }

    /** A reader that asks for more is done with what it had before, as is one that would begin something else. */
    @Override
    public void handleSplitRequest(int reader, @Nullable String host) {
        if (!isThere(reader)) {
            return;
        }
        doneWithWhatItHad(reader);
        @Nullable W next = waiting.poll();
        if (next == null) {
            context.signalNoMoreSplits(reader);
        } else {
            context.assignSplit(next, reader);
        }
    }

    @Override
    public void handleSourceEvent(int reader, SourceEvent event) {
        if (!isThere(reader)) {
            return;
        }
        BeginRequest request = (BeginRequest) event;
        if (!request.work().equals(inHand.get(reader))) {
            doneWithWhatItHad(reader);
        }
        inHand.put(reader, request.work());
        int count = beginning(request).count();
        if (count > tries) {
            context.sendEventToSourceReader(reader, new BeginAnswer(false));
        } else if (count > 1) {
            suspects.put(reader, request);
            grantSuspect();
        } else {
            grant(reader, request);
        }
    }

    private void doneWithWhatItHad(int reader) {
        @Nullable String before = inHand.get(reader);
        if (before != null) {
            begun.remove(before);
        }
        letGo(reader);
    }

    /** A reader may have died since it asked; its successor asks again. */
    private boolean isThere(int reader) {
        return context.registeredReaders().containsKey(reader);
    }

    private Beginnings beginning(BeginRequest request) {
        return begun.getOrDefault(request.work(), Beginnings.NONE).another(request.progress());
    }

    private void grant(int reader, BeginRequest request) {
        begun.put(request.work(), beginning(request));
        context.sendEventToSourceReader(reader, new BeginAnswer(true));
    }

    private void grantSuspect() {
        suspects.keySet().removeIf(reader -> !isThere(reader));
        if (suspectAtWork == null && !suspects.isEmpty()) {
            Map.Entry<Integer, BeginRequest> first =
                    suspects.entrySet().iterator().next();
            suspects.remove(first.getKey());
            suspectAtWork = first.getKey();
            grant(first.getKey(), first.getValue());
        }
    }

    /** Called for every reader that fails. */
    @Override
    public void addSplitsBack(List<W> back, int reader) {
        for (int i = back.size() - 1; i >= 0; i--) {
            waiting.addFirst(back.get(i));
        }
        letGo(reader);
    }

    private void letGo(int reader) {
        inHand.remove(reader);
        suspects.remove(reader);
        if (suspectAtWork != null && suspectAtWork == reader) {
            suspectAtWork = null;
        }
        grantSuspect();
    }

    @Override
    public Assignments<W> snapshotState(long checkpoint) {
        return new Assignments<>(List.copyOf(waiting), Map.copyOf(begun));
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
