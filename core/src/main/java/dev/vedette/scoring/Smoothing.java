package dev.vedette.scoring;

import dev.vedette.fault.VedetteException;
import dev.vedette.scoring.ScoringRule.Pooling;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * How scores are smoothed over time: by a Gaussian over the scores of frames or, where pooling follows paths, along the paths that things
 * take through the frames' maps.
 *
 * @param frames sigma of the Gaussian, or after how many frames a path counts a score 1/e as much; 0 leaves scores as they are
 */
public record Smoothing(Pooling pooling, double frames) {
    public Smoothing {
        if (!(frames >= 0) || Double.isInfinite(frames)) {
            throw VedetteException.badConfiguration(
                    "smoothing over " + frames + " frames, expected a finite number, 0 or more");
        }
    }

    /**
     * A frame's score before smoothing.
     *
     * @param frame its number
     */
    public record Raw(long frame, double score) {}

    /**
     * What a stream's smoothing knows of the frames before.
     *
     * @param recent scores that it still looks at, in order of time; the last is that of the newest frame
     * @param paths through the frames by now, where they are followed
     */
    public record Memory(List<Raw> recent, Optional<PathScores> paths) {
        /** Before the first frame. */
        public static final Memory NOTHING = new Memory(List.of(), Optional.empty());

        public Memory {
            recent = List.copyOf(recent);
            for (int i = 1; i < recent.size(); i++) {
                requireLater(recent.get(i).frame(), recent.get(i - 1).frame());
            }
        }

        /** Number of the newest frame; −1 before the first. */
        public long newest() {
            return recent.isEmpty() ? -1 : recent.get(recent.size() - 1).frame();
        }
    }

    static void requireLater(long frame, long newest) {
        if (frame <= newest) {
            throw VedetteException.badInput("frame " + frame + " comes after frame " + newest
                    + ", but a stream's frames must be numbered in the order in which they come");
        }
    }

    /** Smooths a stream's scores, looking backwards only. Not thread-safe. */
    public interface Stream {
        /**
         * The smoothed score of the next frame that has a score.
         *
         * @throws VedetteException bad input, when its number is not larger than those before
         */
        double next(ScoredClip clip);

        Memory memory();
    }

    /** A stream that goes on. */
    public Stream stream(Memory before) {
        return kind().stream(frames, before);
    }

    /**
     * Smooths the scores of a recording, looking both ways.
     *
     * @param raw scores of frames that follow upon each other
     * @param maps the frames' maps, by position from 0; may be asked several times
     * @return a new array of the same length
     */
    public double[] recording(double[] raw, IntFunction<ScoreMap> maps) {
        return kind().recording(raw, maps, frames);
    }

    /**
     * How many frames before a frame have an influence on its causal score; along paths, on as many of its digits as single precision
     * has.
     */
    public int reach() {
        return (int) Math.ceil(kind().reach() * frames);
    }

    /** Mean age in frames of what a causal score is made of. */
    public double lag() {
        double sum = 0;
        double total = 0;
        for (int age = 0; age <= reach(); age++) {
            double weight = age == 0 ? 1 : kind().weight(age, frames);
            sum += age * weight;
            total += weight;
        }
        return sum / total;
    }

    private SmoothingKind kind() {
        return pooling == Pooling.PATH ? SmoothingKind.PATHS : SmoothingKind.GAUSSIAN;
    }
}
