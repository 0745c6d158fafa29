package dev.vedette.cli.report;

import dev.vedette.detection.AnomalyEvent;
import java.util.List;

/** An event that was there counts as found when an event that was found shares at least one frame with it. */
public final class EventMatch {
    private EventMatch() {}

    public static boolean found(KnownEvent known, List<AnomalyEvent> events) {
        return events.stream().anyMatch(event -> share(event, known));
    }

    /** What was there while the event lasted; empty for a false alarm. */
    public static List<String> labels(AnomalyEvent event, List<KnownEvent> known) {
        return known.stream()
                .filter(there -> share(event, there))
                .map(KnownEvent::label)
                .distinct()
                .toList();
    }

    private static boolean share(AnomalyEvent event, KnownEvent known) {
        return event.firstFrame() <= known.lastFrame() && known.firstFrame() <= event.lastFrame();
    }
}
