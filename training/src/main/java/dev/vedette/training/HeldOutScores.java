package dev.vedette.training;

import dev.vedette.frame.Clip;
import dev.vedette.scoring.ClipScorer;
import dev.vedette.scoring.ScoredClip;
import dev.vedette.training.footage.Footage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Scores of held-out clips before any smoothing. As the footage has them, clips are scored once, when they are first asked for. */
final class HeldOutScores {
    private static final int CLIPS_AT_ONCE = 16;

    private final Footage footage;
    private final ClipScorer scorer;
    private final @Nullable ScoredClip[] known;

    HeldOutScores(Footage footage, ClipScorer scorer) {
        this.footage = footage;
        this.scorer = scorer;
        this.known = new ScoredClip[footage.size()];
    }

    /** Of clips {@code first} to {@code first + count − 1} of the footage. */
    List<ScoredClip> of(int first, int count) {
        int[] missing = IntStream.range(first, first + count)
                .filter(clip -> known[clip] == null)
                .toArray();
        List<ScoredClip> scored = score(missing.length, i -> footage.clip(missing[i]));
        for (int i = 0; i < missing.length; i++) {
            known[missing[i]] = scored.get(i);
        }
        return Arrays.stream(known, first, first + count)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** Of clips that the footage does not have like that. */
    List<ScoredClip> of(List<Clip> changed) {
        return score(changed.size(), changed::get);
    }

    /** Few clips are in memory at a time. */
    private List<ScoredClip> score(int count, IntFunction<Clip> clips) {
        List<ScoredClip> scored = new ArrayList<>(count);
        for (int from = 0; from < count; from += CLIPS_AT_ONCE) {
            scored.addAll(scorer.score(IntStream.range(from, Math.min(count, from + CLIPS_AT_ONCE))
                    .mapToObj(clips)
                    .toList()));
        }
        return scored;
    }
}
