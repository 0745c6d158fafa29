package dev.vedette.scoring;

import dev.vedette.engine.Sample;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.TokenErrors;
import dev.vedette.frame.Clip;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenMask;
import dev.vedette.scoring.ScorePart.Quantity;
import dev.vedette.scoring.ScorePart.Tokens;
import dev.vedette.scoring.ScoringRule.Masking;
import dev.vedette.scoring.ScoringRule.Pooling;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Scores clips by a rule. Thread-safe; does not own the engine. */
public final class ClipScorer {
    /** Fixed, so that a frame's masks, and with them its score, are the same in every run. */
    private static final long MASK_SEED = 20240617;

    private final NetworkConfig network;
    private final ScoringRule rule;
    private final @Nullable ScoringEngine engine;
    private final List<TokenMask> pair;

    /** @param engine may be missing where the rule does not need the network */
    public ClipScorer(NetworkConfig network, ScoringRule rule, @Nullable ScoringEngine engine) {
        this.network = network;
        this.rule = rule;
        this.engine = engine;
        this.pair = List.of(TokenMask.complementaryPair(network, new SplittableRandom(MASK_SEED)));
    }

    /** One result a clip, in order. */
    public List<ScoredClip> score(List<Clip> clips) {
        List<List<MaskedErrors>> passes = rule.needsNetwork()
                ? run(clips)
                : clips.stream().map(c -> List.<MaskedErrors>of()).toList();
        List<ScoredClip> scored = new ArrayList<>(clips.size());
        for (int i = 0; i < clips.size(); i++) {
            scored.add(combine(clips.get(i), passes.get(i)));
        }
        return scored;
    }

    private record MaskedErrors(TokenMask mask, TokenErrors errors) {}

    private List<List<MaskedErrors>> run(List<Clip> clips) {
        if (engine == null) {
            throw new IllegalStateException("the scoring rule needs an engine");
        }
        List<Sample> samples = new ArrayList<>();
        for (Clip clip : clips) {
            float[] images = clip.images();
            masks(clip.index()).forEach(mask -> samples.add(new Sample(images, mask)));
        }
        List<TokenErrors> errors = engine.score(samples);
        int masks = samples.size() / Math.max(1, clips.size());
        List<List<MaskedErrors>> passes = new ArrayList<>(clips.size());
        for (int first = 0; first < samples.size(); first += masks) {
            List<MaskedErrors> ofClip = new ArrayList<>(masks);
            for (int i = first; i < first + masks; i++) {
                ofClip.add(new MaskedErrors(samples.get(i).mask(), errors.get(i)));
            }
            passes.add(ofClip);
        }
        return passes;
    }

    private List<TokenMask> masks(long frameIndex) {
        return rule.masking() == Masking.COMPLEMENTARY
                ? pair
                : List.of(TokenMask.random(network, new SplittableRandom(MASK_SEED + frameIndex)));
    }

    private ScoredClip combine(Clip clip, List<MaskedErrors> passes) {
        float[] motion = TokenMotion.of(network, clip);
        float[] values = new float[network.tokens()];
        for (ScorePart part : rule.parts()) {
            for (int token = 0; token < values.length; token++) {
                double quantity = quantity(part, token, passes, motion) * (part.timesMotion() ? motion[token] : 1);
                values[token] += (float) (part.weight() * (quantity - part.centre()) / part.scale());
            }
        }
        ScoreMap map = new ScoreMap(network.grid(), values);
        if (rule.pooling() == Pooling.MEAN) {
            return new ScoredClip(clip.index(), clip.time(), map, map.mean());
        }
        ScoreMap smooth = map.smoothed();
        return new ScoredClip(clip.index(), clip.time(), smooth, smooth.peak());
    }

    private static double quantity(ScorePart part, int token, List<MaskedErrors> passes, float[] motion) {
        if (part.quantity() == Quantity.MOTION) {
            return motion[token];
        }
        double sum = 0;
        int count = 0;
        for (MaskedErrors pass : passes) {
            if (part.from() == Tokens.ALL
                    || (part.from() == Tokens.REMOVED) == pass.mask().removed(token)) {
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
            case MOTION -> throw new IllegalStateException("motion is not a network's error");
        };
    }
}
