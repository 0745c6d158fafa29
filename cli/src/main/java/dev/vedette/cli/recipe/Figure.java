package dev.vedette.cli.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.OptionalDouble;

/** A figure that rows are compared by, and where {@code evaluation.json} has it. */
enum Figure {
    HELD_OUT("held-out frame AUC", "/detector/held-out frame AUC", 100),
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
     * @param evaluation all of the file
     * @param results where the results of a detector or a baseline lie in it
     * @return nothing where it was not measured
     */
    OptionalDouble of(JsonNode evaluation, String results) {
        JsonNode value = this == HELD_OUT && results.equals(RowResults.OF_DETECTOR)
                ? evaluation.at(path)
                : evaluation.at(results + path);
        double number = value.asDouble(Double.NaN);
        return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number * factor);
    }

    /** AUC with two digits behind the point, numbers of things with one where they are a mean. */
    String text(double value) {
        return factor == 1 && value == Math.rint(value)
                ? Long.toString(Math.round(value))
                : String.format(Locale.ROOT, factor == 1 ? "%.1f" : "%.2f", value);
    }
}
