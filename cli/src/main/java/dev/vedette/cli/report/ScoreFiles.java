package dev.vedette.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.detection.Detector;
import dev.vedette.detection.StreamDetector;
import dev.vedette.fault.AtomicFile;
import dev.vedette.scoring.ScoreMap;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Scores of all frames of a video as CSV and JSON; {@code docs/output.md} describes both. */
public final class ScoreFiles {
    private ScoreFiles() {}

    /** One row a frame: {@code frame,time,raw,smoothed,causal,alarm}. */
    public static void writeCsv(Path file, ScoredVideo scored) {
        AtomicFile.write(file, out -> {
            PrintWriter lines = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            lines.print("frame,time,raw,smoothed,causal,alarm\n");
            for (int i = 0; i < scored.frames(); i++) {
                lines.print(i + "," + Figures.seconds(scored.seconds()[i]) + "," + (float) scored.raw()[i] + ","
                        + (float) scored.smoothed()[i] + "," + (float) scored.causal()[i] + ","
                        + (scored.alarm()[i] ? 1 : 0) + "\n");
            }
            flush(lines);
        });
    }

    /** The same with the heat maps, one byte a token. */
    public static void writeJson(Path file, ScoredVideo scored, Detector detector) {
        AtomicFile.write(file, out -> {
            try (JsonGenerator json =
                    new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                json.writeStartObject();
                header(json, scored, detector);
                json.writeArrayFieldStart("frames");
                for (int i = 0; i < scored.frames(); i++) {
                    json.writeRaw('\n');
                    frame(json, scored, i);
                }
                json.writeEndArray();
                json.writeEndObject();
                json.writeRaw('\n');
            }
        });
    }

    private static void header(JsonGenerator json, ScoredVideo scored, Detector detector) throws IOException {
        json.writeStringField("format", "vedette-scores");
        json.writeNumberField("version", 1);
        json.writeStringField("video", scored.video().name());
        json.writeNumberField("frameRate", scored.video().frameRate());
        json.writeNumberField("width", scored.width());
        json.writeNumberField("height", scored.height());
        json.writeNumberField("threshold", detector.calibration().threshold());
        json.writeNumberField("causalDelayFrames", StreamDetector.LOOK_AHEAD);
        json.writeNumberField(
                "causalSmoothingLagFrames", (float) detector.causalSmoothing().lag());
        json.writeNumberField("rows", scored.maps().grid().rows());
        json.writeNumberField("columns", scored.maps().grid().columns());
    }

    private static void frame(JsonGenerator json, ScoredVideo scored, int i) throws IOException {
        ScoreMap map = scored.maps().get(i);
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : map.values()) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        byte[] heat = new byte[map.values().length];
        for (int token = 0; token < heat.length; token++) {
            heat[token] = (byte) (high > low ? Math.round(255 * (map.values()[token] - low) / (high - low)) : 0);
        }
        json.writeStartObject();
        json.writeNumberField("frame", i);
        json.writeNumberField("time", Double.parseDouble(Figures.seconds(scored.seconds()[i])));
        json.writeNumberField("raw", (float) scored.raw()[i]);
        json.writeNumberField("smoothed", (float) scored.smoothed()[i]);
        json.writeNumberField("causal", (float) scored.causal()[i]);
        json.writeBooleanField("alarm", scored.alarm()[i]);
        json.writeNumberField("heatLow", low);
        json.writeNumberField("heatHigh", high);
        json.writeBinaryField("heat", heat);
        json.writeEndObject();
    }

    static void flush(PrintWriter lines) throws IOException {
        lines.flush();
        if (lines.checkError()) {
            throw new IOException("the disk is full or the file was taken away");
        }
    }
}
