package dev.vedette.scoring;

import dev.vedette.engine.TokenErrors;
import dev.vedette.frame.Clip;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenGrid;
import dev.vedette.model.TokenMask;
import dev.vedette.scoring.ScorePart.Quantity;
import dev.vedette.scoring.ScorePart.Tokens;
import java.time.Duration;
import java.util.List;

/**
 * Everything that is measured of a frame's tokens, before any rule weighs it.
 *
 * @param index number of the frame in its video, from 0
 * @param motion mean motion gradient of every token, 0..1, [L]
 * @param displacement by how many deviations what moves there goes further than is usual there, 0 or more, [L]; empty if not measured
 * @param flicker by how many deviations what moves there flickers more than is usual there, 0 or more, [L]; empty if not measured
 * @param passes errors under each mask that the frame was shown under; empty if the network did not run
 */
@SuppressWarnings("ArrayRecordComponent")
public record MeasuredClip(
        long index,
        Duration time,
        TokenGrid grid,
        float[] motion,
        float[] displacement,
        float[] flicker,
        List<Pass> passes) {
    private static final float[] NOT_MEASURED = {};

    /**
     * Errors under one mask.
     *
     * @param removed which tokens the mask removes, [L]
     */
    public record Pass(boolean[] removed, TokenErrors errors) {
        static Pass of(TokenMask mask, TokenErrors errors) {
            boolean[] removed = new boolean[mask.tokens()];
            for (int token = 0; token < removed.length; token++) {
                removed[token] = mask.removed(token);
            }
            return new Pass(removed, errors);
        }
    }

    /** What a rule needs that is no network's error is measured here. */
    static MeasuredClip of(NetworkConfig network, ScoringRule rule, Clip clip, List<Pass> passes) {
        float[] motion = TokenMotion.of(network, clip);
        boolean[] moving = TokenMotion.moving(motion);
        float[] displacement = rule.needs(Quantity.DISPLACEMENT)
                ? rule.usual().displacement().excess(TokenMotion.displacement(network, clip, moving))
                : NOT_MEASURED;
        float[] flicker = rule.needs(Quantity.FLICKER)
                ? rule.usual().flicker().excess(TokenMotion.flicker(network, clip, moving))
                : NOT_MEASURED;
        return new MeasuredClip(clip.index(), clip.time(), network.grid(), motion, displacement, flicker, passes);
    }

    public MeasuredClip {
        passes = List.copyOf(passes);
    }

    /** The rule's score of every token. */
    public ScoreMap map(ScoringRule rule) {
        float[] values = new float[grid.tokens()];
        for (ScorePart part : rule.parts()) {
            if (part.weight() == 0) {
                continue; // What counts for nothing need not have been measured.
            }
            for (int token = 0; token < values.length; token++) {
                double quantity = quantity(part, token) * (part.timesMotion() ? motion[token] : 1);
                values[token] += (float) part.score(quantity);
            }
        }
        return new ScoreMap(grid, values);
    }

    /** The rule's score of the frame and its map. */
    public ScoredClip score(ScoringRule rule) {
        return ScoredClip.of(index, time, map(rule), rule);
    }

    private double quantity(ScorePart part, int token) {
        return switch (part.quantity()) {
            case MOTION -> motion[token];
            case DISPLACEMENT -> displacement[token];
            case FLICKER -> flicker[token];
            default -> ofNetwork(part, token);
        };
    }

    /** Mean over the passes that show the token in the state asked for; 0 if none does. */
    private double ofNetwork(ScorePart part, int token) {
        double sum = 0;
        int count = 0;
        for (Pass pass : passes) {
            if (part.from() == Tokens.ALL || (part.from() == Tokens.REMOVED) == pass.removed()[token]) {
                sum += measured(part.quantity(), pass.errors(), token);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double measured(Quantity quantity, TokenErrors errors, int token) {
        return switch (quantity) {
            case RECONSTRUCTION_L1 -> errors.reconstructionL1()[token];
            case RECONSTRUCTION_L2 -> errors.reconstructionL2()[token];
            case DISCREPANCY_L1 -> errors.discrepancyL1()[token];
            case DISCREPANCY_L2 -> errors.discrepancyL2()[token];
            case TEACHER_ANOMALY -> (errors.teacherAnomaly()[token] + 1) / 2;
            case STUDENT_ANOMALY -> (errors.studentAnomaly()[token] + 1) / 2;
            case MOTION, DISPLACEMENT, FLICKER ->
                throw new IllegalStateException(quantity + " is not a network's error");
        };
    }
}
