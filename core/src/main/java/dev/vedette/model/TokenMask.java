package dev.vedette.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Which tokens of one sample the encoder sees, and in what order it sees them. Immutable.
 *
 * <p>{@code kept[k]} is the token at place k of the encoder's sequence; {@code restore[i]} is the place of token i in the
 * sequence "kept tokens, then removed tokens" (paper section 3.2, {@code ids_restore} in the authors' terms).
 */
public final class TokenMask {
    private static final double HALF = 0.5;

    private final int[] kept;
    private final int[] restore;

    private TokenMask(int[] kept, int[] restore) {
        this.kept = kept;
        this.restore = restore;
    }

    /** The tokens with the smallest noise are kept, in order of increasing noise. Noise is [L]. */
    public static TokenMask fromNoise(float[] noise, int keptTokens) {
        int[] order = IntStream.range(0, noise.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> noise[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        return ofOrder(order, keptTokens);
    }

    /** Uniform noise, as the paper draws it. */
    public static TokenMask random(NetworkConfig network, RandomGenerator random) {
        float[] noise = new float[network.tokens()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextFloat();
        }
        return fromNoise(noise, network.keptTokens());
    }

    /**
     * The alternative masking: tokens are ordered by the largest motion gradient in their patch, the stillest are kept.
     *
     * @param gradients one sample, [3, H, W], planar
     */
    public static TokenMask stillest(NetworkConfig network, float[] gradients) {
        return fromNoise(PatchMaximum.of(network, gradients), network.keptTokens());
    }

    /**
     * The same number of tokens kept in every row, in image order, so that the kept tokens laid out on the encoder's grid keep
     * their rows and their order in the row.
     */
    public static TokenMask perRow(NetworkConfig network, RandomGenerator random) {
        return ofRows(network, randomRows(network, random));
    }

    /** How many masks it takes to remove every token: two from a mask ratio of one half on, more below. */
    public static int fewestCovering(NetworkConfig network) {
        int columns = network.grid().columns();
        int removed = Math.max(1, columns - network.keptGrid().columns());
        return Math.max(2, (columns + removed - 1) / removed);
    }

    /**
     * Masks that keep the same number of tokens in every row, in image order, and of which every token is removed by at least one. Where the mask ratio is
     * one half, one of every two neighbouring columns is kept by either mask, so that parts of the masks are masks too; the last of an odd number of columns is
     * removed by both.
     *
     * @param masks how many, at least {@link #fewestCovering}
     */
    public static List<TokenMask> covering(NetworkConfig network, int masks, RandomGenerator random) {
        int[][] order = network.maskRatio() == HALF ? neighboursApart(network, random) : randomRows(network, random);
        int kept = network.keptGrid().columns();
        return IntStream.range(0, masks)
                .mapToObj(mask -> ofRows(network, turned(order, mask * kept)))
                .toList();
    }

    /** Each row so many places further left. */
    private static int[][] turned(int[][] order, int places) {
        int[][] turned = new int[order.length][];
        for (int row = 0; row < order.length; row++) {
            int columns = order[row].length;
            turned[row] = new int[columns];
            for (int i = 0; i < columns; i++) {
                turned[row][i] = order[row][(i + places) % columns];
            }
        }
        return turned;
    }

    /** In each row one of every two neighbours, then the others, then what has no neighbour. */
    private static int[][] neighboursApart(NetworkConfig network, RandomGenerator random) {
        TokenGrid grid = network.grid();
        int pairs = grid.columns() / 2;
        int[][] order = new int[grid.rows()][grid.columns()];
        for (int[] row : order) {
            row[row.length - 1] = row.length - 1;
            for (int pair = 0; pair < pairs; pair++) {
                int second = random.nextInt(2);
                row[pair] = 2 * pair + second;
                row[pairs + pair] = 2 * pair + 1 - second;
            }
        }
        return order;
    }

    /**
     * The part of a mask that lies over a rectangle of tokens.
     *
     * @param grid the mask's
     * @return nothing if it does not keep the same number of tokens in every row
     */
    public Optional<TokenMask> part(TokenGrid grid, int row, int column, int rows, int columns) {
        int[] order = new int[rows * columns];
        int kept = 0;
        int removed = order.length;
        for (int r = 0; r < rows; r++) {
            int before = kept;
            for (int c = 0; c < columns; c++) {
                boolean out = removed((row + r) * grid.columns() + column + c);
                order[out ? --removed : kept++] = r * columns + c;
            }
            if (r > 0 && (kept - before) * r != before) {
                return Optional.empty();
            }
        }
        return Optional.of(ofOrder(order, kept));
    }

    private static int[][] randomRows(NetworkConfig network, RandomGenerator random) {
        TokenGrid grid = network.grid();
        int[][] order = new int[grid.rows()][];
        for (int row = 0; row < grid.rows(); row++) {
            order[row] = shuffled(grid.columns(), random);
        }
        return order;
    }

    /** The first columns of each row's order are kept, sorted. */
    private static TokenMask ofRows(NetworkConfig network, int[][] columnOrder) {
        TokenGrid grid = network.grid();
        int keptColumns = network.keptGrid().columns();
        int[] order = new int[grid.tokens()];
        int keptEnd = 0;
        int removedEnd = network.keptTokens();
        for (int row = 0; row < grid.rows(); row++) {
            int[] columns = columnOrder[row].clone();
            Arrays.sort(columns, 0, keptColumns);
            for (int i = 0; i < columns.length; i++) {
                int token = row * grid.columns() + columns[i];
                if (i < keptColumns) {
                    order[keptEnd++] = token;
                } else {
                    order[removedEnd++] = token;
                }
            }
        }
        return ofOrder(order, network.keptTokens());
    }

    private static TokenMask ofOrder(int[] order, int keptTokens) {
        int[] restore = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            restore[order[place]] = place;
        }
        return new TokenMask(Arrays.copyOf(order, keptTokens), restore);
    }

    private static int[] shuffled(int n, RandomGenerator random) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    /** L. */
    public int tokens() {
        return restore.length;
    }

    /** K. */
    public int keptTokens() {
        return kept.length;
    }

    /** [K], a copy. */
    public int[] kept() {
        return kept.clone();
    }

    /** [L], a copy. */
    public int[] restore() {
        return restore.clone();
    }

    /** Whether token i is hidden from the encoder. */
    public boolean removed(int token) {
        return restore[token] >= kept.length;
    }
}
