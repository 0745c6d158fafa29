package dev.vedette.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.detection.AnomalyEvent;
import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.fault.AtomicFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Events of a video as CSV and JSON; {@code docs/output.md} describes both. */
public final class EventFiles {
    private EventFiles() {}

    /** Name of the picture of an event's peak frame, beside the event files. */
    public static String thumbnail(int number) {
        return String.format(Locale.ROOT, "events/event-%03d.jpg", number);
    }

    /** Name of the picture of an event's heat map, beside the event files. */
    public static String heatMap(int number) {
        return String.format(Locale.ROOT, "events/event-%03d-heat.jpg", number);
    }

    /** One row an event. */
    public static void writeCsv(Path file, ScoredVideo scored) {
        AtomicFile.write(file, out -> {
            PrintWriter lines = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            lines.print("event,first_frame,last_frame,peak_frame,start,end,peak,peak_score,threshold,left,top,right,"
                    + "bottom,thumbnail,heat_map\n");
            int number = 1;
            for (AnomalyEvent event : scored.events()) {
                Place place = event.place();
                lines.print(number + "," + event.firstFrame() + "," + event.lastFrame() + "," + event.peakFrame() + ","
                        + seconds(event.start()) + "," + seconds(event.end()) + "," + seconds(event.peak()) + ","
                        + (float) event.peakScore() + "," + (float) event.threshold() + "," + (float) place.left() + ","
                        + (float) place.top() + "," + (float) place.right() + "," + (float) place.bottom() + ","
                        + thumbnail(number) + "," + heatMap(number) + "\n");
                number++;
            }
            ScoreFiles.flush(lines);
        });
    }

    /** The same as JSON. */
    public static void writeJson(Path file, ScoredVideo scored) {
        AtomicFile.write(file, out -> {
            try (JsonGenerator json = new JsonFactory()
                    .createGenerator(out)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .useDefaultPrettyPrinter()) {
                json.writeStartObject();
                json.writeStringField("format", "vedette-events");
                json.writeNumberField("version", 1);
                json.writeStringField("video", scored.video().name());
                json.writeArrayFieldStart("events");
                int number = 1;
                for (AnomalyEvent event : scored.events()) {
                    write(json, event, number++);
                }
                json.writeEndArray();
                json.writeEndObject();
                json.writeRaw('\n');
            }
        });
    }

    private static void write(JsonGenerator json, AnomalyEvent event, int number) throws IOException {
        json.writeStartObject();
        json.writeNumberField("event", number);
        json.writeNumberField("firstFrame", event.firstFrame());
        json.writeNumberField("lastFrame", event.lastFrame());
        json.writeNumberField("peakFrame", event.peakFrame());
        json.writeNumberField("start", Double.parseDouble(seconds(event.start())));
        json.writeNumberField("end", Double.parseDouble(seconds(event.end())));
        json.writeNumberField("peak", Double.parseDouble(seconds(event.peak())));
        json.writeNumberField("peakScore", event.peakScore());
        json.writeNumberField("threshold", event.threshold());
        json.writeObjectFieldStart("place");
        json.writeNumberField("left", event.place().left());
        json.writeNumberField("top", event.place().top());
        json.writeNumberField("right", event.place().right());
        json.writeNumberField("bottom", event.place().bottom());
        json.writeEndObject();
        json.writeStringField("thumbnail", thumbnail(number));
        json.writeStringField("heatMap", heatMap(number));
        json.writeEndObject();
    }

    private static String seconds(Duration time) {
        return Figures.seconds(time.toNanos() / 1e9);
    }
}
