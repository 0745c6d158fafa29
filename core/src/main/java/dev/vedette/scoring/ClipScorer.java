package dev.vedette.scoring;

import dev.vedette.engine.Sample;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.TokenErrors;
import dev.vedette.frame.Clip;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenMask;
import dev.vedette.scoring.MeasuredClip.Pass;
import dev.vedette.scoring.ScoringRule.Masking;
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
    private final List<TokenMask> covering;

    /** @param engine may be missing where the rule does not need the network */
    public ClipScorer(NetworkConfig network, ScoringRule rule, @Nullable ScoringEngine engine) {
        this.network = network;
        this.rule = rule;
        this.engine = engine;
        this.covering = covering(network);
    }

    /** The masks of {@link Masking#COMPLEMENTARY}. */
    static List<TokenMask> covering(NetworkConfig network) {
        return covering(network, TokenMask.fewestCovering(network));
    }

    static List<TokenMask> covering(NetworkConfig network, int masks) {
        return TokenMask.covering(network, masks, new SplittableRandom(MASK_SEED));
    }

    /** One result a clip, in order. */
    public List<ScoredClip> score(List<Clip> clips) {
        return measure(clips).stream().map(measured -> measured.score(rule)).toList();
    }

    /** What the rule is applied to; one result a clip, in order. */
    public List<MeasuredClip> measure(List<Clip> clips) {
        List<List<Pass>> passes = passes(clips);
        List<MeasuredClip> measured = new ArrayList<>(clips.size());
        for (int i = 0; i < clips.size(); i++) {
            measured.add(MeasuredClip.of(network, rule, clips.get(i), passes.get(i)));
        }
        return measured;
    }

    private List<List<Pass>> passes(List<Clip> clips) {
        if (!rule.needsNetwork()) {
            return clips.stream().map(clip -> List.<Pass>of()).toList();
        }
        List<Sample> samples = new ArrayList<>();
        clips.forEach(clip -> samples.addAll(samples(clip)));
        if (engine == null) {
            throw new IllegalStateException("the scoring rule needs an engine");
        }
        List<TokenErrors> errors = engine.score(samples);
        int masks = samples.size() / Math.max(1, clips.size());
        List<List<Pass>> passes = new ArrayList<>(clips.size());
        for (int first = 0; first < samples.size(); first += masks) {
            List<Pass> ofClip = new ArrayList<>(masks);
            for (int i = first; i < first + masks; i++) {
                ofClip.add(Pass.of(samples.get(i).mask(), errors.get(i)));
            }
            passes.add(ofClip);
        }
        return passes;
    }

    /** What the network is shown of a clip: the clip under each of its masks. */
    public List<Sample> samples(Clip clip) {
        return masks(clip.index()).stream()
                .map(mask -> new Sample(clip.planes(), mask))
                .toList();
    }

    private List<TokenMask> masks(long frameIndex) {
        return rule.masking() == Masking.COMPLEMENTARY
                ? covering
                : List.of(TokenMask.random(network, new SplittableRandom(MASK_SEED + frameIndex)));
    }
}
