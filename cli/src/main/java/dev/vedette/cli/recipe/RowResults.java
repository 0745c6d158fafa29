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
 * @param results of each seed, as {@code evaluation.json} has them
 */
public record RowResults(String name, Optional<String> hash, List<JsonNode> results) {
    public RowResults {
        results = List.copyOf(results);
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
        results.forEach(one -> figure.of(one).ifPresent(values::add));
        if (values.isEmpty() || values.size() < results.size()) {
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
        results.get(0)
                .path("alone")
                .fieldNames()
                .forEachRemaining(quantity -> baselines.add(new RowResults(
                        quantity + " alone",
                        Optional.empty(),
                        results.stream()
                                .map(one -> one.at("/alone/" + quantity))
                                .toList())));
        return baselines;
    }
}
