package dev.vedette.cli.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.OptionalDouble;

/** A figure of an evaluation that rows are compared by, and where {@code evaluation.json} has it. */
enum Figure {
    MICRO("micro", "/smoothed/asTheyAre/microAuc", 100),
    MICRO_CAUSAL("micro causal", "/causal/asTheyAre/microAuc", 100),
    MICRO_SCALED("micro scaled", "/smoothed/minMaxPerVideo/microAuc", 100),
    MACRO_SCALED("macro scaled", "/smoothed/minMaxPerVideo/macroAuc", 100),
    MACRO_SCALED_CAUSAL("macro scaled causal", "/causal/minMaxPerVideo/macroAuc", 100),
    RBDC("RBDC", "/smoothed/regions/rbdc", 100),
    TBDC("TBDC", "/smoothed/regions/tbdc", 100),
    PIXEL("pixel AUC", "/smoothed/pixels/microAuc", 100),
    MISSED("missed", "/smoothed/alarms/missedStretches", 1),
    FALSE_ALARMS("false alarms", "/smoothed/alarms/falseAlarms", 1);

    private final String title;
    private final String path;
    private final double factor;

    Figure(String title, String path, double factor) {
        this.title = title;
        this.path = path;
        this.factor = factor;
    }

    String title() {
        return title;
    }

    /**
     * @param results of a detector or a baseline
     * @return nothing where it was not measured
     */
    OptionalDouble of(JsonNode results) {
        JsonNode value = results.at(path);
        return value.isNumber() ? OptionalDouble.of(value.doubleValue() * factor) : OptionalDouble.empty();
    }

    String text(double value) {
        return String.format(Locale.ROOT, factor == 1 ? "%.1f" : "%.2f", value);
    }
}
