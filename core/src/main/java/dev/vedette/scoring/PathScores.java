package dev.vedette.scoring;

import dev.vedette.model.TokenGrid;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Scores gathered along the best path through the frames that ends at each token (track before detect): what is abnormal stays so while it
 * moves through the picture, and what is mistaken for it appears now here, now there. From one frame to the next a path stays or goes on at
 * one of the eight neighbours.
 *
 * <p>With m the map of a frame, A that of its paths, λ = exp(−1/frames), N(x) the neighbours of token x and a their largest A_{t−1}:
 * A_t(x) = (1 − λ)·m_t(x) + λ·max(A_{t−1}(x), a − {@value #STEP}·|a|). Before the first frame, A is its map, so that scores
 * that stay the same are left as they are.
 *
 * @param values [rows·columns], row by row
 */
public record PathScores(double[] values) {
    /** A path that moved has to be better than one that stood, or the best of many would be made of noise. */
    private static final double STEP = 0.05;

    /** Time constants after which what was before has no influence on single precision: exp(−20) is 2e−9. */
    static final int REACH = 20;

    /** Time constants that a recording's score looks ahead at least: exp(−7) is 0.001. */
    private static final int LOOK_AHEAD = 7;

    /** Frames whose maps and paths from behind are kept in memory together. */
    private static final int BLOCK = 256;

    /** How much of a score counts so many frames later. */
    static double kept(long frames, double memory) {
        return memory == 0 ? 0 : Math.exp(-frames / memory);
    }

    static PathScores from(ScoreMap map) {
        double[] values = new double[map.values().length];
        for (int token = 0; token < values.length; token++) {
            values[token] = map.values()[token];
        }
        return new PathScores(values);
    }

    /**
     * Goes on to the next frame that has a map. Paths lead through tokens that count.
     *
     * @param frames since the frame before, 1 if none is missing; a path makes one step in them
     * @param memory after how many frames a score counts 1/e as much
     */
    PathScores next(ScoreMap map, long frames, double memory) {
        double kept = kept(frames, memory);
        double[] around = around(map);
        double[] next = new double[values.length];
        for (int token = 0; token < next.length; token++) {
            double before = Math.max(values[token], around[token] - STEP * Math.abs(around[token]));
            next[token] = (1 - kept) * map.values()[token] + kept * before;
        }
        return new PathScores(next);
    }

    /** Of every token, the largest value of it and its neighbours that count; its own if there are none. */
    private double[] around(ScoreMap map) {
        TokenGrid grid = map.grid();
        double[] counting = values.clone();
        for (int token = 0; token < counting.length; token++) {
            counting[token] = map.counts(token) ? counting[token] : Double.NEGATIVE_INFINITY;
        }
        double[] rows = largestOfThree(counting, 1, grid.columns());
        return largestOfThree(rows, grid.columns(), grid.rows());
    }

    /** Along rows (stride 1) or columns (stride of a row). */
    private static double[] largestOfThree(double[] values, int stride, int length) {
        double[] largest = values.clone();
        for (int token = 0; token < values.length; token++) {
            int place = token / stride % length;
            if (place > 0) {
                largest[token] = Math.max(largest[token], values[token - stride]);
            }
            if (place < length - 1) {
                largest[token] = Math.max(largest[token], values[token + stride]);
            }
        }
        return largest;
    }

    /** The best of the paths that end at tokens of {@code map} that count. */
    double peak(ScoreMap map) {
        double peak = Double.NEGATIVE_INFINITY;
        for (int token = 0; token < values.length; token++) {
            if (map.counts(token)) {
                peak = Math.max(peak, values[token]);
            }
        }
        return peak;
    }

    /**
     * Of each frame of a recording, the score of the best path that leads through it, from before it and from behind.
     *
     * @param maps by position from 0
     */
    static double[] bothWays(int count, IntFunction<ScoreMap> maps, double memory) {
        double kept = kept(1, memory);
        int ahead = (int) Math.ceil(LOOK_AHEAD * memory);
        double[] scores = new double[count];
        ScoreMap[] shown = new ScoreMap[BLOCK];
        PathScores[] behind = new PathScores[BLOCK];
        PathScores before = null;
        for (int first = 0; first < count; first += BLOCK) {
            int end = Math.min(count, first + BLOCK);
            PathScores paths = null;
            for (int i = Math.min(count, end + ahead) - 1; i >= first; i--) {
                ScoreMap map = maps.apply(i);
                paths = paths == null ? from(map) : paths.next(map, 1, memory);
                if (i < end) {
                    shown[i - first] = map;
                    behind[i - first] = paths;
                }
            }
            for (int i = first; i < end; i++) {
                ScoreMap map = shown[i - first];
                before = before == null ? from(map) : before.next(map, 1, memory);
                scores[i] = before.joined(behind[i - first], map, kept).peak(map);
            }
        }
        return scores;
    }

    /** Both have counted the frame in which they meet. */
    private PathScores joined(PathScores other, ScoreMap map, double kept) {
        double[] joined = new double[values.length];
        for (int token = 0; token < joined.length; token++) {
            joined[token] = (values[token] + other.values[token] - (1 - kept) * map.values()[token]) / (1 + kept);
        }
        return new PathScores(joined);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathScores paths && Arrays.equals(values, paths.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "PathScores of " + values.length + " tokens";
    }
}
