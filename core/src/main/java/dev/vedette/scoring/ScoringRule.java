package dev.vedette.scoring;

import dev.vedette.fault.VedetteException;
import dev.vedette.scoring.ScorePart.Quantity;
import java.util.List;

/**
 * How the errors of tokens become the score of a frame.
 *
 * @param parts summed for every token; at least one
 * @param pooling from the tokens' scores to the frame's
 * @param masking which masks a frame is shown under
 */
public record ScoringRule(List<ScorePart> parts, Pooling pooling, Masking masking) {
    /** From the map to one number. */
    public enum Pooling {
        /** Mean over all tokens: the released code's rule. */
        MEAN,
        /** Largest mean of a 3×3 neighbourhood: a small anomaly counts as much as a large one. */
        PEAK
    }

    /** How masks are chosen while scoring. */
    public enum Masking {
        /** One random mask a frame, in the order of its noise, as the released code draws it; seeded by the frame's index. */
        RANDOM,
        /** Two fixed masks that keep the grid's order; every token is removed by at least one. */
        COMPLEMENTARY
    }

    public ScoringRule {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw VedetteException.badConfiguration("a scoring rule without parts: expected at least one score part");
        }
    }

    /** The released code's score for Avenue: mean L2 reconstruction error + mean L2 discrepancy. */
    public static ScoringRule paper() {
        return new ScoringRule(
                List.of(ScorePart.plain(Quantity.RECONSTRUCTION_L2), ScorePart.plain(Quantity.DISCREPANCY_L2)),
                Pooling.MEAN,
                Masking.RANDOM);
    }

    /** The released code's score for ShanghaiTech: mean L1 reconstruction error. */
    public static ScoringRule paperL1() {
        return new ScoringRule(List.of(ScorePart.plain(Quantity.RECONSTRUCTION_L1)), Pooling.MEAN, Masking.RANDOM);
    }

    /** The baseline that every result is printed beside: motion alone, no network. */
    public static ScoringRule motionOnly() {
        return new ScoringRule(List.of(ScorePart.plain(Quantity.MOTION)), Pooling.PEAK, Masking.COMPLEMENTARY);
    }

    /** Whether the network has to run. */
    public boolean needsNetwork() {
        return parts.stream()
                .anyMatch(part -> part.quantity() != Quantity.MOTION || part.from() != ScorePart.Tokens.ALL);
    }
}
