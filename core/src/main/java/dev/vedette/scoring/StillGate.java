package dev.vedette.scoring;

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
    /** Pictures whose comparison with the background is remembered: frames t−3 to t+3. */
    private static final int REMEMBERED = 2 * Clip.STRIDE + 1;

    private final TokenGrid grid;
    private final int patch;
    private final long mostDifference;
    private final boolean[] known;
    private final Deque<Compared> remembered = new ArrayDeque<>();
    private byte[] background = new byte[0];

    private record Compared(Image image, boolean[] same) {}

    /**
     * @param tolerance how far the pixels of two patches that count as the same may differ in the mean, 0..255
     */
    StillGate(NetworkConfig network, double tolerance) {
        this.grid = network.grid();
        this.patch = network.patch();
        this.mostDifference = Math.round(tolerance * patch * patch * 3);
        this.known = new boolean[grid.tokens()];
    }

    /**
     * Takes the next clip of the stream.
     *
     * @return which tokens have to be computed, [L]; those at rest among them are known from now on
     */
    boolean[] next(Clip clip) {
        if (background.length == 0) {
            background = new byte[clip.present().bgr().length];
        }
        boolean[] unknown = new boolean[known.length];
        boolean[] past = same(clip.past());
        boolean[] present = same(clip.present());
        boolean[] future = same(clip.future());
        for (int token = 0; token < unknown.length; token++) {
            unknown[token] = !(known[token] && past[token] && present[token] && future[token]);
        }
        for (int token = 0; token < unknown.length; token++) {
            if (unknown[token]) {
                known[token] = atRest(clip, token);
                if (known[token]) {
                    takeAsBackground(clip.present(), token);
                }
            }
        }
        return unknown;
    }

    /** Whether a token that had to be computed was at rest, so that its errors hold until something changes. */
    boolean holds(int token) {
        return known[token];
    }

    private boolean[] same(Image image) {
        for (Compared compared : remembered) {
            if (compared.image == image) {
                return compared.same;
            }
        }
        boolean[] same = new boolean[known.length];
        for (int token = 0; token < same.length; token++) {
            same[token] = difference(image.bgr(), background, token) <= mostDifference;
        }
        if (remembered.size() == REMEMBERED) {
            remembered.removeFirst();
        }
        remembered.addLast(new Compared(image, same));
        return same;
    }

    private boolean atRest(Clip clip, int token) {
        byte[] present = clip.present().bgr();
        return difference(clip.past().bgr(), present, token) <= mostDifference
                && difference(clip.future().bgr(), present, token) <= mostDifference;
    }

    private void takeAsBackground(Image image, int token) {
        int row = 3 * grid.columns() * patch;
        int from = corner(token);
        for (int y = 0; y < patch; y++, from += row) {
            System.arraycopy(image.bgr(), from, background, from, 3 * patch);
        }
        for (Compared compared : remembered) {
            compared.same[token] = difference(compared.image.bgr(), background, token) <= mostDifference;
        }
    }

    private int corner(int token) {
        int row = 3 * grid.columns() * patch;
        return token / grid.columns() * patch * row + token % grid.columns() * patch * 3;
    }

    /** Sum of absolute differences. */
    private long difference(byte[] a, byte[] b, int token) {
        int row = 3 * grid.columns() * patch;
        int from = corner(token);
        int sum = 0;
        for (int y = 0; y < patch; y++, from += row) {
            for (int i = from; i < from + 3 * patch; i++) {
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
