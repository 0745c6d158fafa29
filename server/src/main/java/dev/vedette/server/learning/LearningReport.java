package dev.vedette.server.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.fault.VedetteException;
import dev.vedette.training.Phase;
import dev.vedette.training.TrainingListener;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells, a JSON object a line, how learning goes on; the parts of it are weighed by how long they usually take. Not thread-safe. */
final class LearningReport implements TrainingListener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double READ = 0.05;
    private static final double TAUGHT = 0.7;
    private static final double LEARNED = 0.9;

    private final PrintWriter out;
    private long framesOfAll;

    LearningReport(PrintWriter out) {
        this.out = out;
    }

    /** What a learner's last line says. */
    record Outcome(double quality, double before, String note) {}

    /** What one line says. @param kind progress, done or failed */
    record Line(String kind, double progress, String text, double quality, double before) {
        static Line parse(String line) {
            try {
                JsonNode node = JSON.readTree(line);
                return new Line(
                        node.path("kind").asText(),
                        node.path("progress").asDouble(),
                        node.path("text").asText(),
                        node.path("quality").asDouble(),
                        node.path("before").asDouble());
            } catch (JsonProcessingException e) {
                return new Line("", 0, "", 0, 0);
            }
        }
    }

    @Override
    public void reading(String video, long frames) {
        framesOfAll = frames;
        if (frames % 50 == 0) {
            progress(READ * (1 - 1 / (1 + frames / 2000.0)), "Reading footage: " + frames + " frames");
        }
    }

    @Override
    public void step(Phase phase, int step, int steps, double loss, double framesPerSecond) {
        double share = (double) step / steps;
        boolean teacher = phase == Phase.TEACHER;
        double from = teacher ? READ : TAUGHT;
        double to = teacher ? TAUGHT : LEARNED;
        progress(
                from + (to - from) * share,
                (teacher ? "Learning what is normal" : "Learning to look twice") + ": step " + step + " of " + steps);
    }

    @Override
    public void watching(long frames, long ofAll) {
        if (frames % 50 == 0) {
            progress(LEARNED, "Fitting the threshold");
        }
    }

    /** How many frames were read last. */
    long frames() {
        return framesOfAll;
    }

    /** Normal footage is scored, about a quarter as much as was learned from. */
    void scoring(long frames) {
        if (frames % 50 == 0) {
            double share = Math.min(1, 4.0 * frames / Math.max(1, framesOfAll));
            progress(LEARNED + 0.07 * share, "Looking at what is usual: " + frames + " frames");
        }
    }

    void comparing() {
        progress(0.98, "Comparing with the detector before");
    }

    private void progress(double share, String text) {
        say(Map.of("kind", "progress", "progress", share, "text", text));
    }

    void done(Outcome outcome) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", "done");
        line.put("quality", outcome.quality());
        line.put("before", outcome.before());
        line.put("text", outcome.note());
        say(line);
    }

    void failed(String why) {
        say(Map.of("kind", "failed", "text", why));
    }

    private void say(Map<String, Object> line) {
        try {
            out.println(JSON.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw VedetteException.internal("a report does not become JSON", e);
        }
    }
}
