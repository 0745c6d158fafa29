package dev.vedette.training;

/**
 * How well held-out normal clips are told from the same with synthetic anomalies.
 *
 * @param step steps done in the phase
 * @param frameAuc area under the ROC curve over clips, 0..1
 * @param tokenAuc area under the ROC curve over the tokens of clips with anomalies, 0..1
 * @param best whether it is the best of its phase so far
 */
public record ValidationPoint(Phase phase, int step, double frameAuc, double tokenAuc, boolean best) {
    /** What checkpoints are chosen by. */
    public double score() {
        return (frameAuc + tokenAuc) / 2;
    }
}
