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
 * clip show the same there; it is known when all three also show what they showed when it was last computed at rest. What differs a little
 * counts only beside what differs clearly, so that noise wakes nobody. Not thread-safe.
 */
final class StillGate {
    /** Noise that reaches the tolerance here and there seldom reaches it so many times over. */
    private static final int CLEARLY = 2;

    private final TokenGrid grid;
    private final int patch;
    /** Largest sum of differences of a patch that shows the same. */
    private final long mostDifference;

    /** A patch that differs by more is new of itself, not just because the one beside it is. */
    private final long clearDifference;

    private final boolean[] known;
    private final Deque<Compared> compared = new ArrayDeque<>();
    private final Image background;

    /** Two pictures, from a clip on: by how much each token differs, [L]. */
    private record Compared(long since, Image image, Image other, int[] differences) {}

    /**
     * @param tolerance how far the pixels of two patches that count as the same may differ in the mean, 0..255
     */
    StillGate(NetworkConfig network, double tolerance) {
        this.grid = network.grid();
        this.patch = network.patch();
        this.mostDifference = Math.round(tolerance * patch * patch * 3);
        this.clearDifference = CLEARLY * mostDifference;
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
        boolean[] unknown = unknown(
                differences(clip, clip.past(), background),
                differences(clip, clip.present(), background),
                differences(clip, clip.future(), background));
        if (TokenWindow.around(grid, unknown).isPresent()) {
            learn(clip, unknown);
        }
        return unknown;
    }

    /** Hysteresis, as for edges: what differs clearly, and whatever differs and is connected with it. */
    private boolean[] unknown(int[] past, int[] present, int[] future) {
        boolean[] differs = new boolean[known.length];
        boolean[] unknown = new boolean[known.length];
        for (int token = 0; token < unknown.length; token++) {
            int most = Math.max(past[token], Math.max(present[token], future[token]));
            differs[token] = !known[token] || most > mostDifference;
            unknown[token] = !known[token] || most > clearDifference;
        }
        while (spread(unknown, differs)) {}
        return unknown;
    }

    /** Adds the neighbours that differ. Whether there were any. */
    private boolean spread(boolean[] unknown, boolean[] differs) {
        boolean[] reached = withNeighbours(grid, unknown);
        boolean any = false;
        for (int token = 0; token < unknown.length; token++) {
            boolean more = reached[token] && differs[token] && !unknown[token];
            unknown[token] |= more;
            any |= more;
        }
        return any;
    }

    private void learn(Clip clip, boolean[] unknown) {
        int[] before = differences(clip, clip.present(), clip.past());
        int[] after = differences(clip, clip.future(), clip.present());
        for (int token = 0; token < unknown.length; token++) {
            if (unknown[token]) {
                known[token] = before[token] <= mostDifference && after[token] <= mostDifference;
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
    private int[] differences(Clip clip, Image image, Image other) {
        for (Compared pair : compared) {
            if (pair.image == image && pair.other == other) {
                return pair.differences;
            }
        }
        int[] differences = BlockSums.ofDifference(image, other, patch, patch);
        compared.addLast(new Compared(clip.index(), image, other, differences));
        return differences;
    }

    private void takeAsBackground(Image image, int token) {
        int row = 3 * image.width();
        int from = token / grid.columns() * patch * row + token % grid.columns() * patch * 3;
        for (int y = 0; y < patch; y++) {
            System.arraycopy(image.bgr(), from + y * row, background.bgr(), from + y * row, 3 * patch);
        }
        for (Compared pair : compared) {
            if (pair.other == background) {
                pair.differences[token] = difference(pair.image.bgr(), background.bgr(), from, row);
            }
        }
    }

    /** Sum of absolute differences of a token whose first byte and the length of whose rows are given. */
    private int difference(byte[] a, byte[] b, int from, int row) {
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
