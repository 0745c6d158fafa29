package dev.vedette.scoring;

import dev.vedette.scoring.Smoothing.Memory;
import dev.vedette.scoring.Smoothing.Stream;
import java.util.function.IntFunction;

/** The ways in which scores are smoothed over time; {@code frames} is the width of each, as {@link Smoothing#frames} says. */
enum SmoothingKind {
    GAUSSIAN {
        @Override
        Stream stream(double frames, Memory before) {
            return new GaussianStream(frames, before);
        }

        @Override
        double[] recording(double[] raw, IntFunction<ScoreMap> maps, double frames) {
            return GaussianSmoothing.apply(raw, frames);
        }

        @Override
        int reach() {
            return 3;
        }

        @Override
        double weight(int age, double frames) {
            return GaussianStream.weight(age, frames);
        }
    },

    PATHS {
        @Override
        Stream stream(double frames, Memory before) {
            return new PathStream(frames, before);
        }

        @Override
        double[] recording(double[] raw, IntFunction<ScoreMap> maps, double frames) {
            return PathScores.bothWays(raw.length, maps, frames);
        }

        @Override
        int reach() {
            return PathScores.REACH;
        }

        @Override
        double weight(int age, double frames) {
            return PathScores.kept(age, frames);
        }
    };

    abstract Stream stream(double frames, Memory before);

    abstract double[] recording(double[] raw, IntFunction<ScoreMap> maps, double frames);

    /** Widths after which what was before has no influence on a causal score. */
    abstract int reach();

    /** How much a score counts in a causal one so many frames later. */
    abstract double weight(int age, double frames);
}
