package dev.vedette.cli.evaluation;

import dev.vedette.evaluation.EvaluationReport;
import java.util.Map;

/**
 * Figures of a detector and of baselines that need no network.
 *
 * @param smoothed with places, and alarms at the detector's threshold
 * @param causal frame criteria only
 * @param alone of each quantity that is looked at alone, by name
 */
public record ComparisonReport(EvaluationReport smoothed, EvaluationReport causal, Map<String, Baseline> alone) {
    /**
     * @param smoothed with places
     * @param causal frame criteria only
     */
    public record Baseline(EvaluationReport smoothed, EvaluationReport causal) {}
}
