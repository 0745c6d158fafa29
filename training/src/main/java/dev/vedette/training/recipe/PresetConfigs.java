package dev.vedette.training.recipe;

import dev.vedette.model.NetworkConfig;
import dev.vedette.scoring.ScorePart;
import dev.vedette.scoring.ScorePart.Quantity;
import dev.vedette.scoring.ScorePart.Tokens;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.scoring.ScoringRule.Masking;
import dev.vedette.scoring.ScoringRule.Pooling;
import dev.vedette.scoring.UsualMotion;
import dev.vedette.training.TrainingConfig;
import dev.vedette.training.TrainingConfig.Anomalies;
import dev.vedette.training.TrainingConfig.Compute;
import dev.vedette.training.TrainingConfig.Method;
import dev.vedette.training.TrainingConfig.Precision;
import dev.vedette.training.TrainingConfig.Schedule;
import dev.vedette.training.TrainingConfig.Source;
import dev.vedette.training.TrainingConfig.Validation;
import dev.vedette.training.footage.FootageSettings;
import java.util.List;
import java.util.Optional;

/** The configurations of the presets. */
final class PresetConfigs {
    /** An operator looks at as many without learning to ignore them. */
    private static final double FALSE_ALARMS_PER_DAY = 10;

    /** Of smoothing over time, to choose from, in seconds. */
    private static final List<Double> WIDTHS = List.of(1.0, 0.7, 0.5, 0.35, 0.25, 0.15, 0.1);

    private PresetConfigs() {}

    /**
     * The paper's recipe, as its released code has it: batch 100, 100 epochs each in the paper (the steps are given here).
     */
    static TrainingConfig paper(NetworkConfig network, long seed) {
        return new TrainingConfig(
                "paper",
                network,
                seed,
                new Schedule(100, 2550, 1020, 1e-4, Optional.empty(), 0, false),
                new Method(
                        true,
                        1,
                        false,
                        true,
                        false,
                        List.of(ScoringRule.paper()),
                        false,
                        List.of(0.5),
                        List.of(0.5),
                        FALSE_ALARMS_PER_DAY),
                new Anomalies(0.25, 0, 1, false, true, Source.OWN, Optional.empty()),
                new Validation(0.1, 200, 10),
                new Compute(
                        0,
                        Precision.AUTO,
                        FootageSettings.usualMaxFrames(network.frameWidth(), network.frameHeight())));
    }

    /** Our recipe. */
    static TrainingConfig standard(NetworkConfig network, long seed) {
        return new TrainingConfig(
                "default",
                network,
                seed,
                new Schedule(32, 600, 120, 5e-4, Optional.of(Schedule.CROP), 0.8, true),
                new Method(true, 4, true, false, true, rules(), true, WIDTHS, WIDTHS, FALSE_ALARMS_PER_DAY),
                new Anomalies(0.6, 0.5, 4, true, false, Source.OWN, Optional.empty()),
                new Validation(0.12, 240, 4),
                new Compute(
                        0,
                        Precision.AUTO,
                        FootageSettings.usualMaxFrames(network.frameWidth(), network.frameHeight())));
    }

    /** Our recipe for many frames a second: for narrow networks with large patches, which learn in more steps. */
    static TrainingConfig fast(NetworkConfig network, long seed) {
        TrainingConfig usual = standard(network, seed);
        return new TrainingConfig(
                "fast",
                network,
                seed,
                usual.schedule().withSteps(1600, 320),
                usual.method(),
                usual.anomalies(),
                usual.validation(),
                usual.compute());
    }

    /** Above the noise of a compressed picture of a still place, below what a shadow does. */
    private static final double STILL_TOLERANCE = 2;

    /**
     * Weights of the score's parts to choose from; the paper's are 0.4, 0.3 and 0.3 for its three. The first are those that lean least on
     * anomaly maps, which have learned from such synthetic anomalies as they are tried on here and look better than they are.
     */
    private static List<ScoringRule> rules() {
        return List.of(
                rule(0.2, 0, 0, 0, 0.4, 0.4),
                rule(0.4, 0, 0, 0, 0.3, 0.3),
                rule(0.4, 0.1, 0.1, 0, 0.2, 0.2),
                rule(0.6, 0, 0, 0, 0.2, 0.2),
                rule(0.4, 0, 0, 0, 0.6, 0),
                rule(0.4, 0.1, 0.1, 0.2, 0.2, 0),
                rule(0.6, 0, 0, 0, 0, 0.4),
                rule(0.6, 0, 0, 0, 0.4, 0),
                rule(0.6, 0.2, 0.2, 0, 0, 0),
                rule(0.6, 0.1, 0.1, 0.2, 0, 0),
                rule(0.8, 0, 0, 0.2, 0, 0),
                rule(1, 0, 0, 0, 0, 0));
    }

    private static ScoringRule rule(
            double anomaly,
            double reconstruction,
            double discrepancy,
            double motion,
            double displacement,
            double flicker) {
        return new ScoringRule(
                List.of(
                        part(Quantity.TEACHER_ANOMALY, anomaly / 2, false),
                        part(Quantity.STUDENT_ANOMALY, anomaly / 2, false),
                        part(Quantity.RECONSTRUCTION_L2, reconstruction, true),
                        part(Quantity.DISCREPANCY_L2, discrepancy, true),
                        part(Quantity.MOTION, motion, false),
                        part(Quantity.DISPLACEMENT, displacement, false),
                        part(Quantity.FLICKER, flicker, false)),
                Pooling.PATH,
                Masking.COMPLEMENTARY,
                STILL_TOLERANCE,
                UsualMotion.UNKNOWN);
    }

    private static ScorePart part(Quantity quantity, double weight, boolean timesMotion) {
        return new ScorePart(quantity, Tokens.ALL, weight, 0, 1, timesMotion, true);
    }
}
