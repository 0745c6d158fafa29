package dev.vedette.cli.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What came of one row with all its seeds.
 *
 * @param name of the row, or of a baseline that needs no network
 * @param hash of the row's settings; none for a baseline
 * @param evaluations of each seed: {@code evaluation.json}
 * @param results where the row's results lie in them
 */
public record RowResults(String name, Optional<String> hash, List<JsonNode> evaluations, String results) {
    static final String OF_DETECTOR = "/results";

    public RowResults {
        evaluations = List.copyOf(evaluations);
    }

    /** A row of a recipe. */
    public static RowResults of(String name, String hash, List<JsonNode> evaluations) {
        return new RowResults(name, Optional.of(hash), evaluations, OF_DETECTOR);
    }

    /**
     * A mean with its spread.
     *
     * @param deviation of the seeds, with n−1; none for a single one
     */
    record Value(double mean, OptionalDouble deviation) {}

    /** Nothing where a seed has no such figure. */
    Optional<Value> value(Figure figure) {
        List<Double> values = new ArrayList<>();
        evaluations.forEach(one -> figure.of(one, results).ifPresent(values::add));
        if (values.isEmpty() || values.size() < evaluations.size()) {
            return Optional.empty();
        }
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return Optional.of(new Value(
                mean,
                values.size() == 1
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Math.sqrt(squares / (values.size() - 1)))));
    }

    String text(Figure figure) {
        return value(figure)
                .map(value -> figure.text(value.mean())
                        + (value.deviation().isPresent()
                                ? " ± " + figure.text(value.deviation().getAsDouble())
                                : ""))
                .orElse("–");
    }

    /** What was seen by each quantity alone, with the seeds of this row. */
    List<RowResults> baselines() {
        List<RowResults> baselines = new ArrayList<>();
        evaluations
                .get(0)
                .at(results + "/alone")
                .fieldNames()
                .forEachRemaining(quantity -> baselines.add(new RowResults(
                        quantity + " alone", Optional.empty(), evaluations, results + "/alone/" + quantity)));
        return baselines;
    }
}
