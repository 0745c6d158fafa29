package dev.vedette.cli.evaluation;

import dev.vedette.evaluation.EvaluationReport;

/**
 * Figures of a detector and of motion alone.
 *
 * @param smoothed with places, and alarms at the detector's threshold
 * @param causal frame criteria only
 * @param motionSmoothed with places
 * @param motionCausal frame criteria only
 */
public record ComparisonReport(
        EvaluationReport smoothed,
        EvaluationReport causal,
        EvaluationReport motionSmoothed,
        EvaluationReport motionCausal) {}
