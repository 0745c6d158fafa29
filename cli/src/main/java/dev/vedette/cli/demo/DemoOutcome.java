package dev.vedette.cli.demo;

import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.cli.report.EventMatch;
import dev.vedette.cli.report.Figures;
import dev.vedette.cli.report.KnownEvent;
import dev.vedette.cli.text.TextTable;
import dev.vedette.detection.AnomalyEvent;
import java.io.PrintWriter;
import java.util.List;

/** The events found against the events that were there. */
public final class DemoOutcome {
    private DemoOutcome() {}

    public static void print(PrintWriter out, ScoredVideo scored, List<KnownEvent> known) {
        TextTable table = new TextTable("what was there", "from", "to", "found", "after", "peak score", "where");
        int found = 0;
        for (KnownEvent there : known) {
            List<AnomalyEvent> events = scored.events().stream()
                    .filter(event -> EventMatch.found(there, List.of(event)))
                    .toList();
            String from = time(scored, there.firstFrame());
            String to = time(scored, there.lastFrame());
            if (events.isEmpty()) {
                table.row(there.label(), from, to, "no", "", "", "");
                continue;
            }
            found++;
            AnomalyEvent event = events.get(0);
            long delay = Math.max(0, event.firstFrame() - there.firstFrame());
            table.row(
                    there.label(),
                    from,
                    to,
                    "yes",
                    delay + " frames",
                    Figures.score(event.peakScore()),
                    Figures.where(event.place()));
        }
        List<AnomalyEvent> nothing = scored.events().stream()
                .filter(event -> EventMatch.labels(event, known).isEmpty())
                .toList();
        nothing.forEach(event -> table.row(
                "(nothing)",
                Figures.time(event.start().toNanos() / 1e9),
                Figures.time(event.end().toNanos() / 1e9),
                "false alarm",
                "",
                Figures.score(event.peakScore()),
                Figures.where(event.place())));
        table.print(out);
        out.printf(
                "%d of %d found, %d false %s%n",
                found, known.size(), nothing.size(), nothing.size() == 1 ? "alarm" : "alarms");
        out.flush();
    }

    private static String time(ScoredVideo scored, long frame) {
        return Figures.time(scored.seconds()[(int) Math.min(frame, scored.frames() - 1L)]);
    }
}
