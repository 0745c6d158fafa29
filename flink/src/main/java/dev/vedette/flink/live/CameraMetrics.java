package dev.vedette.flink.live;

import java.util.function.ToLongFunction;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What Flink's page and reporters show of a camera, in the group {@code vedette.camera.NAME}. */
final class CameraMetrics {
    private CameraMetrics() {}

    static void show(CameraLedger ledger, MetricGroup reader) {
        MetricGroup group =
                reader.addGroup("vedette").addGroup("camera", ledger.camera().name());
        count(group, "frames", ledger, Tally::frames);
        count(group, "scores", ledger, Tally::scored);
        count(group, "drops", ledger, Tally::dropped);
        count(group, "reconnects", ledger, Tally::reconnects);
        count(group, "events", ledger, Tally::events);
        group.gauge("delayMillis", (Gauge<Long>) () -> ledger.delay().toMillis());
        group.gauge(
                "watching", (Gauge<Integer>) () -> ledger.state().condition().is(Condition.State.WATCHING) ? 1 : 0);
    }

    private static void count(MetricGroup group, String name, CameraLedger ledger, ToLongFunction<Tally> count) {
        group.gauge(name, (Gauge<Long>) () -> count.applyAsLong(ledger.state().tally()));
    }
}
