package dev.vedette.scoring;

import dev.vedette.frame.BlockSums;
import dev.vedette.frame.Clip;
import dev.vedette.frame.Image;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenGrid;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Knows which tokens look as they did when their errors were last computed at rest. A token is at rest when all three pictures of a
 * clip show the same there; it is known when all three also show what they showed when it was last computed at rest. Not thread-safe.
 */
final class StillGate {
    private final TokenGrid grid;
    private final int patch;
    private final long mostDifference;
    private final boolean[] known;
    private final Deque<Compared> compared = new ArrayDeque<>();
    private final Image background;

    /** Two pictures, from a clip on: in which tokens they are the same. */
    private record Compared(long since, Image image, Image other, boolean[] same) {}

    /**
     * @param tolerance how far the pixels of two patches that count as the same may differ in the mean, 0..255
     */
    StillGate(NetworkConfig network, double tolerance) {
        this.grid = network.grid();
        this.patch = network.patch();
        this.mostDifference = Math.round(tolerance * patch * patch * 3);
        this.known = new boolean[grid.tokens()];
        this.background = Image.black(network.frameWidth(), network.frameHeight());
    }

    /**
     * Takes the next clip of the stream.
     *
     * @return which tokens have to be computed, [L]; those at rest among them are known from now on
     */
    boolean[] next(Clip clip) {
        compared.removeIf(pair -> pair.since < clip.index() - 2 * Clip.STRIDE);
        boolean[] past = same(clip, clip.past(), background);
        boolean[] present = same(clip, clip.present(), background);
        boolean[] future = same(clip, clip.future(), background);
        boolean[] unknown = new boolean[known.length];
        boolean any = false;
        for (int token = 0; token < unknown.length; token++) {
            unknown[token] = !(known[token] && past[token] && present[token] && future[token]);
            any |= unknown[token];
        }
        if (any) {
            learn(clip, unknown);
        }
        return unknown;
    }

    private void learn(Clip clip, boolean[] unknown) {
        boolean[] before = same(clip, clip.present(), clip.past());
        boolean[] after = same(clip, clip.future(), clip.present());
        for (int token = 0; token < unknown.length; token++) {
            if (unknown[token]) {
                known[token] = before[token] && after[token];
                if (known[token]) {
                    takeAsBackground(clip.present(), token);
                }
            }
        }
    }

    /** Whether a token that had to be computed was at rest, so that its errors hold until something changes. */
    boolean holds(int token) {
        return known[token];
    }

    /** Neighbouring clips share pictures, so most of this is known. */
    private boolean[] same(Clip clip, Image image, Image other) {
        for (Compared pair : compared) {
            if (pair.image == image && pair.other == other) {
                return pair.same;
            }
        }
        int[] differences = BlockSums.ofDifference(image, other, patch, patch);
        boolean[] same = new boolean[differences.length];
        for (int token = 0; token < same.length; token++) {
            same[token] = differences[token] <= mostDifference;
        }
        compared.addLast(new Compared(clip.index(), image, other, same));
        return same;
    }

    private void takeAsBackground(Image image, int token) {
        int row = 3 * image.width();
        int from = token / grid.columns() * patch * row + token % grid.columns() * patch * 3;
        for (int y = 0; y < patch; y++) {
            System.arraycopy(image.bgr(), from + y * row, background.bgr(), from + y * row, 3 * patch);
        }
        for (Compared pair : compared) {
            if (pair.other == background) {
                pair.same[token] = difference(pair.image.bgr(), background.bgr(), from, row) <= mostDifference;
            }
        }
    }

    /** Sum of absolute differences of a token whose first byte and the length of whose rows are given. */
    private long difference(byte[] a, byte[] b, int from, int row) {
        int sum = 0;
        for (int corner = from; corner < from + patch * row; corner += row) {
            for (int i = corner; i < corner + 3 * patch; i++) {
                sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
            }
        }
        return sum;
    }

    /** The tokens and their neighbours in the 3×3 square around them. */
    static boolean[] withNeighbours(TokenGrid grid, boolean[] tokens) {
        boolean[] wider = new boolean[tokens.length];
        for (int token = 0; token < tokens.length; token++) {
            if (tokens[token]) {
                int row = token / grid.columns();
                int column = token % grid.columns();
                int left = Math.max(0, column - 1);
                int right = Math.min(grid.columns() - 1, column + 1);
                for (int r = Math.max(0, row - 1); r <= Math.min(grid.rows() - 1, row + 1); r++) {
                    Arrays.fill(wider, r * grid.columns() + left, r * grid.columns() + right + 1, true);
                }
            }
        }
        return wider;
    }
}
