package dev.vedette.scoring;

import dev.vedette.fault.VedetteException;

/**
 * One summand of a token's score: {@code weight · (quantity − centre) / scale}, times the token's motion where asked.
 *
 * @param quantity what is measured
 * @param from the tokens' state in the passes whose mean is taken
 * @param weight share in the score, 0 or more
 * @param centre what is normal, from held-out normal footage; 0 to take the quantity as it is
 * @param scale spread of what is normal, greater than 0; 1 to take the quantity as it is
 * @param timesMotion whether the quantity is multiplied by the token's motion before centring
 * @param excess whether it counts only where it exceeds its centre, so that nothing makes up for what is abnormal in one respect
 */
public record ScorePart(
        Quantity quantity,
        Tokens from,
        double weight,
        double centre,
        double scale,
        boolean timesMotion,
        boolean excess) {

    /** What is measured for a token; means over its pixels and channels. */
    public enum Quantity {
        /** |teacher − target|. */
        RECONSTRUCTION_L1,
        /** (teacher − target)². */
        RECONSTRUCTION_L2,
        /** |student − teacher|. */
        DISCREPANCY_L1,
        /** (student − teacher)². */
        DISCREPANCY_L2,
        /** The teacher's anomaly map, scaled to 0 (normal) .. 1 (abnormal). */
        TEACHER_ANOMALY,
        /** The student's anomaly map, scaled to 0 (normal) .. 1 (abnormal). */
        STUDENT_ANOMALY,
        /** Mean motion gradient, 0..1: needs no network. */
        MOTION,
        /** By how many deviations what moves there goes further than is usual there, 0 or more: needs no network. */
        DISPLACEMENT,
        /** By how many deviations what moves there changes its looks faster and finer than is usual there, 0 or more: needs no network. */
        FLICKER
    }

    /** In which state a token is looked at; a frame is shown under one or more masks. */
    public enum Tokens {
        /** Under every mask. */
        ALL,
        /** Under masks that remove it. */
        REMOVED,
        /** Under masks that keep it. */
        KEPT
    }

    public ScorePart {
        if (!(weight >= 0) || !(scale > 0) || !Double.isFinite(weight + centre + scale)) {
            throw VedetteException.badConfiguration("score part " + quantity + " has weight " + weight + ", centre "
                    + centre + ", scale " + scale + "; expected finite numbers, weight 0 or more, scale above 0");
        }
    }

    /** What it contributes to a token's score, of a value of its quantity. */
    double score(double value) {
        double deviations = (value - centre) / scale;
        return weight * (excess ? Math.max(0, deviations) : deviations);
    }

    /** The part with what is normal. */
    public ScorePart centred(double newCentre, double newScale) {
        return new ScorePart(quantity, from, weight, newCentre, newScale, timesMotion, excess);
    }

    /** The quantity by itself, as it is. */
    public ScorePart alone() {
        return new ScorePart(quantity, from, 1, 0, 1, timesMotion, false);
    }

    /** The quantity as it is, from all tokens. */
    public static ScorePart plain(Quantity quantity) {
        return new ScorePart(quantity, Tokens.ALL, 1, 0, 1, false, false);
    }

    /** The quantity of all tokens, each multiplied by its motion. */
    public static ScorePart whereItMoves(Quantity quantity) {
        return new ScorePart(quantity, Tokens.ALL, 1, 0, 1, true, false);
    }
}
