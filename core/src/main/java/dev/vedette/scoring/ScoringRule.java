package dev.vedette.scoring;

import dev.vedette.engine.EngineOptions;
import dev.vedette.fault.VedetteException;
import dev.vedette.scoring.ScorePart.Quantity;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How the errors of tokens become the score of a frame.
 *
 * @param parts summed for every token; at least one
 * @param pooling from the tokens' scores to the frame's
 * @param masking which masks a frame is shown under
 * @param stillTolerance how far the pixels of a place may differ in the mean (0..255) and still count as unchanged, so that the network need
 *     not look there again, and twice as far if no neighbour changed; 0 to look everywhere always
 * @param usual what displacements and flicker are compared with
 */
public record ScoringRule(
        List<ScorePart> parts, Pooling pooling, Masking masking, double stillTolerance, UsualMotion usual) {
    /** Far above every use: each part costs a look at every token. */
    private static final int MOST_PARTS = 64;

    private static final Set<Quantity> WITHOUT_NETWORK =
            EnumSet.of(Quantity.MOTION, Quantity.DISPLACEMENT, Quantity.FLICKER);
    private static final Set<Quantity> PREDICTED = EnumSet.of(
            Quantity.RECONSTRUCTION_L1, Quantity.RECONSTRUCTION_L2, Quantity.DISCREPANCY_L1, Quantity.DISCREPANCY_L2);

    /** From the map to one number. */
    public enum Pooling {
        /** Mean over all tokens: the released code's rule. */
        MEAN,
        /** Largest mean of a 3×3 neighbourhood: a small anomaly counts as much as a large one. */
        PEAK,
        /** The same for one frame; where scores are smoothed over time, the best path through the frames' maps. */
        PATH
    }

    /** How masks are chosen while scoring. */
    public enum Masking {
        /** One random mask a frame, in the order of its noise, as the released code draws it; seeded by the frame's index. */
        RANDOM,
        /** Fixed masks that keep the grid's order, two from a mask ratio of one half on; every token is removed by at least one. */
        COMPLEMENTARY
    }

    public ScoringRule {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw VedetteException.badConfiguration("a scoring rule without parts: expected at least one score part");
        }
        if (parts.size() > MOST_PARTS || parts.stream().noneMatch(part -> part.weight() > 0)) {
            throw VedetteException.badConfiguration("a scoring rule of " + parts.size() + " parts: expected at most "
                    + MOST_PARTS + ", one of them with a weight above 0");
        }
        if (!(stillTolerance >= 0 && stillTolerance <= 255)) {
            throw VedetteException.badConfiguration(
                    "a scoring rule tolerates differences of " + stillTolerance + ", expected 0 to 255");
        }
        if (stillTolerance > 0 && masking != Masking.COMPLEMENTARY) {
            throw VedetteException.badConfiguration("a scoring rule passes over still places under " + masking
                    + " masks: expected " + Masking.COMPLEMENTARY + ", which are the same for every frame");
        }
    }

    /** The released code's score for Avenue: mean L2 reconstruction error + mean L2 discrepancy. */
    public static ScoringRule paper() {
        return new ScoringRule(
                List.of(ScorePart.plain(Quantity.RECONSTRUCTION_L2), ScorePart.plain(Quantity.DISCREPANCY_L2)),
                Pooling.MEAN,
                Masking.RANDOM,
                0,
                UsualMotion.UNKNOWN);
    }

    /** The released code's score for ShanghaiTech: mean L1 reconstruction error. */
    public static ScoringRule paperL1() {
        return new ScoringRule(
                List.of(ScorePart.plain(Quantity.RECONSTRUCTION_L1)),
                Pooling.MEAN,
                Masking.RANDOM,
                0,
                UsualMotion.UNKNOWN);
    }

    /** Motion alone, without a network, each frame by its peak. */
    public static ScoringRule motionOnly() {
        return new ScoringRule(
                List.of(ScorePart.plain(Quantity.MOTION)), Pooling.PEAK, Masking.COMPLEMENTARY, 0, UsualMotion.UNKNOWN);
    }

    /** How far things move, compared with what is usual, alone: no network. */
    public ScoringRule displacementAlone() {
        return alone(Quantity.DISPLACEMENT);
    }

    /** How things flicker, compared with what is usual, alone: no network. */
    public ScoringRule flickerAlone() {
        return alone(Quantity.FLICKER);
    }

    /** Motion alone, smoothed over time as by this rule: no network. */
    public ScoringRule motionAlone() {
        return alone(Quantity.MOTION);
    }

    private ScoringRule alone(Quantity quantity) {
        Pooling place = pooling == Pooling.MEAN ? Pooling.PEAK : pooling;
        return new ScoringRule(List.of(ScorePart.plain(quantity)), place, Masking.COMPLEMENTARY, 0, usual);
    }

    /** The same rule with another tolerance for still places. */
    public ScoringRule withStillTolerance(double tolerance) {
        return new ScoringRule(parts, pooling, masking, tolerance, usual);
    }

    /** The same rule with another way from the map to one number. */
    public ScoringRule withPooling(Pooling other) {
        return new ScoringRule(parts, other, masking, stillTolerance, usual);
    }

    /** The same rule with other parts. */
    public ScoringRule withParts(List<ScorePart> other) {
        return new ScoringRule(other, pooling, masking, stillTolerance, usual);
    }

    /** The same rule for a place of which is known how things move there. */
    public ScoringRule withUsual(UsualMotion other) {
        return new ScoringRule(parts, pooling, masking, stillTolerance, other);
    }

    /** Which of the network's errors it looks at. */
    public EngineOptions.Measured measured() {
        boolean predictions = parts.stream().anyMatch(part -> part.weight() > 0 && PREDICTED.contains(part.quantity()));
        return predictions ? EngineOptions.Measured.ALL : EngineOptions.Measured.ANOMALY_MAPS;
    }

    /** Whether a quantity has to be measured: also where it counts for nothing, for another rule to be tried. */
    boolean needs(Quantity quantity) {
        return parts.stream().anyMatch(part -> part.quantity() == quantity);
    }

    /** Whether the network has to run. */
    public boolean needsNetwork() {
        return parts.stream()
                .anyMatch(part -> !WITHOUT_NETWORK.contains(part.quantity()) || part.from() != ScorePart.Tokens.ALL);
    }
}
