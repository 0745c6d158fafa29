package dev.vedette.flink;

import dev.vedette.detection.AnomalyEvent;
import dev.vedette.detection.EventFinder;
import dev.vedette.flink.results.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Puts the ranges of a video together once all are there: its events, and that it is done or set aside. Keyed by video. */
final class RangeJoin extends KeyedProcessFunction<String, ScoredRange, Row> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init")
    private transient ListState<ScoredRange> ranges;

    @Override
    public void open(OpenContext context) {
        ranges = getRuntimeContext().getListState(new ListStateDescriptor<>("ranges", ScoredRange.class));
    }

    @Override
    public void processElement(ScoredRange range, Context context, Collector<Row> out) throws Exception {
        List<ScoredRange> there = new ArrayList<>();
        ranges.get().forEach(there::add);
        there.add(range);
        if (there.size() < range.of()) {
            ranges.add(range);
        } else {
            ranges.clear();
            there.sort(Comparator.comparingInt(ScoredRange::number));
            rows(there).forEach(out::collect);
        }
    }

    /** @param ranges all of one video, in order */
    static List<Row> rows(List<ScoredRange> ranges) {
        ScoredRange any = ranges.get(0);
        List<Row> rows = new ArrayList<>();
        List<AnomalyEvent> events = events(ranges);
        for (AnomalyEvent event : events) {
            rows.add(Row.of(any.camera(), any.video(), rows.size() + 1, event));
        }
        long frames = ranges.stream().mapToLong(ScoredRange::frames).sum();
        Optional<String> fault = ranges.stream()
                .map(ScoredRange::fault)
                .filter(reason -> !reason.isEmpty())
                .findFirst();
        rows.add(fault.map(reason -> Row.setAside(any.camera(), any.video(), frames, reason))
                .orElseGet(() -> Row.done(any.camera(), any.video(), frames, events.size(), any.detector())));
        return rows;
    }

    private static List<AnomalyEvent> events(List<ScoredRange> ranges) {
        List<AnomalyEvent> events = new ArrayList<>();
        boolean gap = true;
        for (ScoredRange range : ranges) {
            for (AnomalyEvent event : range.events()) {
                int last = events.size() - 1;
                Optional<AnomalyEvent> joined = gap ? Optional.empty() : EventFinder.joined(events.get(last), event);
                if (joined.isPresent()) {
                    events.set(last, joined.get());
                } else {
                    events.add(event);
                }
                gap = false;
            }
            // Nothing is known of the frames that have no scores.
            gap |= !range.fault().isEmpty();
        }
        return events;
    }
}
