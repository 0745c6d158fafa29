package dev.vedette.cli;

import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.cli.report.Figures;
import dev.vedette.cli.text.TextTable;
import dev.vedette.detection.AnomalyEvent;
import java.io.PrintWriter;

/** Events of one video as text. */
final class EventTable {
    private EventTable() {}

    static void print(PrintWriter out, ScoredVideo scored) {
        out.printf(
                "%s: %s frames, %s, %d %s%n",
                scored.video().name(),
                Figures.count(scored.frames()),
                Figures.time(scored.length()),
                scored.events().size(),
                scored.events().size() == 1 ? "event" : "events");
        TextTable table = new TextTable("#", "from", "to", "peak", "frames", "score", "where");
        int number = 1;
        for (AnomalyEvent event : scored.events()) {
            table.row(
                    String.valueOf(number++),
                    Figures.time(event.start().toNanos() / 1e9),
                    Figures.time(event.end().toNanos() / 1e9),
                    Figures.time(event.peak().toNanos() / 1e9),
                    event.firstFrame() + "-" + event.lastFrame(),
                    Figures.score(event.peakScore()),
                    Figures.where(event.place()));
        }
        if (!scored.events().isEmpty()) {
            table.print(out);
        }
        out.flush();
    }
}
