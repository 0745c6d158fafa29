package dev.vedette.scoring;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Clip;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * How far things usually move at each place of a picture, learned from normal footage: far away they move few pixels, on a road many.
 *
 * @param mean of the displacements of what moved around a token, in widths of the picture, [L]; empty where nothing is known
 * @param deviation of the same, above 0, [L]
 */
public record UsualDisplacement(List<Double> mean, List<Double> deviation) {
    /** Nothing is known: displacements are taken as they are. */
    public static final UsualDisplacement UNKNOWN = new UsualDisplacement(List.of(), List.of());

    public UsualDisplacement {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != deviation.size()
                || !mean.stream().allMatch(Double::isFinite)
                || !deviation.stream().allMatch(value -> value > 0 && Double.isFinite(value))) {
            throw VedetteException.badConfiguration("usual displacements have " + mean.size() + " means and "
                    + deviation.size() + " deviations; expected as many of both, finite, deviations above 0");
        }
    }

    public boolean known() {
        return !mean.isEmpty();
    }

    /** By how many deviations what moves exceeds the mean of its place; 0 where it does not: [L]. */
    float[] excess(float[] displacement) {
        if (!known()) {
            return displacement;
        }
        float[] excess = new float[displacement.length];
        for (int token = 0; token < excess.length; token++) {
            excess[token] = (float) Math.max(0, (displacement[token] - mean.get(token)) / deviation.get(token));
        }
        return excess;
    }

    /** Gathers what moves in normal clips. Not thread-safe. */
    public static final class Observer {
        /** Of the grid's width: how far around a place what moves counts for it. */
        private static final double REACH = 0.1;

        /** Where little moves, the whole picture is believed as much as so large a share of what moves at a usual place. */
        private static final double BELIEF = 0.02;

        /** Half of what can be told apart. */
        private static final double LEAST_DEVIATION = 1.0 / 320;

        private final NetworkConfig network;
        private final Sums ofTokens;

        public Observer(NetworkConfig network) {
            this.network = network;
            this.ofTokens = new Sums(network.tokens());
        }

        public void observe(Clip clip) {
            float[] motion = TokenMotion.of(network, clip);
            float[] displacement = TokenMotion.displacement(network, clip, motion);
            for (int token = 0; token < displacement.length; token++) {
                if (TokenMotion.moves(motion[token])) {
                    ofTokens.add(token, 1, displacement[token], displacement[token] * displacement[token]);
                }
            }
        }

        /** Unknown if nothing moved at all. */
        public UsualDisplacement usual() {
            TokenGrid grid = network.grid();
            Sums all = new Sums(1);
            for (int token = 0; token < grid.tokens(); token++) {
                all.add(0, ofTokens, token, 1);
            }
            if (all.count[0] == 0) {
                return UNKNOWN;
            }
            Sums around = spread(spread(ofTokens, grid, 1, grid.columns()), grid, grid.columns(), grid.rows());
            List<Double> means = new ArrayList<>();
            List<Double> deviations = new ArrayList<>();
            for (int token = 0; token < grid.tokens(); token++) {
                around.add(token, all, 0, BELIEF / grid.tokens());
                double mean = around.sum[token] / around.count[token];
                double square = around.squares[token] / around.count[token];
                means.add(mean);
                deviations.add(Math.max(LEAST_DEVIATION, Math.sqrt(Math.max(0, square - mean * mean))));
            }
            return new UsualDisplacement(means, deviations);
        }

        /** Gaussian along rows (stride 1) or columns (stride of a row). */
        private static Sums spread(Sums sums, TokenGrid grid, int stride, int length) {
            double sigma = REACH * grid.columns();
            Sums spread = new Sums(grid.tokens());
            for (int token = 0; token < grid.tokens(); token++) {
                int place = token / stride % length;
                for (int other = 0; other < length; other++) {
                    double distance = (other - place) / sigma;
                    spread.add(token, sums, token + (other - place) * stride, Math.exp(-distance * distance / 2));
                }
            }
            return spread;
        }

        /** Moments of displacements. */
        private static final class Sums {
            private final double[] count;
            private final double[] sum;
            private final double[] squares;

            Sums(int size) {
                count = new double[size];
                sum = new double[size];
                squares = new double[size];
            }

            void add(int at, double more, double value, double square) {
                count[at] += more;
                sum[at] += value;
                squares[at] += square;
            }

            void add(int at, Sums other, int from, double weight) {
                add(at, weight * other.count[from], weight * other.sum[from], weight * other.squares[from]);
            }
        }
    }
}
