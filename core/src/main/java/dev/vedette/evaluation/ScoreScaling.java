package dev.vedette.evaluation;

import java.util.Arrays;

/** The two conventions under which published AUC figures are given; a figure means nothing without its convention. */
public enum ScoreScaling {
    /** One threshold holds for all videos, as it would at a camera. */
    AS_THEY_ARE {
        @Override
        public double[] apply(double[] scores) {
            return scores.clone();
        }
    },
    /**
     * Every video's scores are moved and scaled to 0..1 first, which presumes that each holds something normal and
     * something abnormal and is known as a whole. A video of constant score becomes all 0.
     */
    MIN_MAX_PER_VIDEO {
        @Override
        public double[] apply(double[] scores) {
            double least = Arrays.stream(scores).min().orElse(0);
            double range = Arrays.stream(scores).max().orElse(0) - least;
            return Arrays.stream(scores)
                    .map(score -> range > 0 ? (score - least) / range : 0)
                    .toArray();
        }
    };

    /** The scaled scores of one video, as a new array. */
    public abstract double[] apply(double[] scores);
}
