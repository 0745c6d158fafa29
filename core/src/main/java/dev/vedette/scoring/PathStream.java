package dev.vedette.scoring;

import dev.vedette.scoring.Smoothing.Memory;
import dev.vedette.scoring.Smoothing.Raw;
import java.util.List;
import java.util.Optional;

/** Along paths: a frame's score is that of the best path that ends in it. */
final class PathStream implements Smoothing.Stream {
    private final double frames;
    private Memory memory;

    PathStream(double frames, Memory before) {
        this.frames = frames;
        this.memory = before;
    }

    @Override
    public double next(ScoredClip clip) {
        Smoothing.requireLater(clip.index(), memory.newest());
        long since = clip.index() - memory.newest();
        PathScores paths = memory.paths()
                .map(before -> before.next(clip.map(), since, frames))
                .orElseGet(() -> PathScores.from(clip.map()));
        memory = new Memory(List.of(new Raw(clip.index(), clip.score())), Optional.of(paths));
        return paths.peak(clip.map());
    }

    @Override
    public Memory memory() {
        return memory;
    }
}
