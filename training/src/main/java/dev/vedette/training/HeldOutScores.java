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

    /**
     * Of the whole footage, segment by segment. Where it has more clips than asked for, each segment gives the same share, from its
     * beginning, so that nothing rests on a few that happen to be short.
     */
    List<List<ScoredClip>> ofSegments(int most) {
        return footage.segments().stream()
                .map(segment -> of(segment.firstClip(), share(segment.clips(), most)))
                .toList();
    }

    private int share(int clips, int most) {
        return (int) Math.min(clips, Math.ceil((double) clips * most / footage.size()));
    }

    /**
     * Of clips that the footage does not have like that. Few are in memory at a time.
     *
     * @param clips gives one of them by its number, from 0; each is asked for once
     */
    List<ScoredClip> score(int count, IntFunction<Clip> clips) {
        List<ScoredClip> scored = new ArrayList<>(count);
        for (int from = 0; from < count; from += CLIPS_AT_ONCE) {
            scored.addAll(scorer.score(IntStream.range(from, Math.min(count, from + CLIPS_AT_ONCE))
                    .mapToObj(clips)
                    .toList()));
        }
        return scored;
    }
}
