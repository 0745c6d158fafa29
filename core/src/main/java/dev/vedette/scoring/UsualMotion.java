package dev.vedette.scoring;

import dev.vedette.frame.Clip;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * How things usually move at each place of a picture, learned from normal footage: far away they move few pixels, on a road many.
 *
 * @param displacement in widths of the picture
 * @param flicker as {@link dev.vedette.frame.Flickers} measure it
 */
public record UsualMotion(Usual displacement, Usual flicker) {
    /** Nothing is known. */
    public static final UsualMotion UNKNOWN = new UsualMotion(Usual.UNKNOWN, Usual.UNKNOWN);

    /** Gathers what moves in normal clips. Not thread-safe. */
    public static final class Observer {
        /** Of the grid's width: how far around a place what moves counts for it. */
        private static final double REACH = 0.1;

        /** Where little moves, the whole picture is believed as much as so large a share of what moves at a usual place. */
        private static final double BELIEF = 0.02;

        /** Half of what can be told apart. */
        private static final double LEAST_DISPLACEMENT = 1.0 / 320;

        /** What noise makes of a smooth wall. */
        private static final double LEAST_FLICKER = 0.02;

        private final NetworkConfig network;
        private final Sums displacements;
        private final Sums flickers;

        public Observer(NetworkConfig network) {
            this.network = network;
            this.displacements = new Sums(network.tokens());
            this.flickers = new Sums(network.tokens());
        }

        public void observe(Clip clip) {
            float[] motion = TokenMotion.of(network, clip);
            boolean[] moving = TokenMotion.moving(motion);
            displacements.add(moving, TokenMotion.displacement(network, clip, moving));
            flickers.add(moving, TokenMotion.flicker(network, clip, moving));
        }

        /** Unknown if nothing moved at all. */
        public UsualMotion usual() {
            return new UsualMotion(
                    usual(displacements, network.grid(), LEAST_DISPLACEMENT),
                    usual(flickers, network.grid(), LEAST_FLICKER));
        }

        private static Usual usual(Sums ofTokens, TokenGrid grid, double leastDeviation) {
            Sums all = new Sums(1);
            for (int token = 0; token < grid.tokens(); token++) {
                all.add(0, ofTokens, token, 1);
            }
            if (all.count[0] == 0) {
                return Usual.UNKNOWN;
            }
            Sums around = spread(spread(ofTokens, grid, 1, grid.columns()), grid, grid.columns(), grid.rows());
            List<Double> means = new ArrayList<>();
            List<Double> deviations = new ArrayList<>();
            for (int token = 0; token < grid.tokens(); token++) {
                around.add(token, all, 0, BELIEF / grid.tokens());
                double mean = around.sum[token] / around.count[token];
                double square = around.squares[token] / around.count[token];
                means.add(mean);
                deviations.add(Math.max(leastDeviation, Math.sqrt(Math.max(0, square - mean * mean))));
            }
            return new Usual(means, deviations);
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

        /** Moments of a quantity. */
        private static final class Sums {
            private final double[] count;
            private final double[] sum;
            private final double[] squares;

            Sums(int size) {
                count = new double[size];
                sum = new double[size];
                squares = new double[size];
            }

            /** Counts the tokens that move. */
            void add(boolean[] moving, float[] quantity) {
                for (int token = 0; token < quantity.length; token++) {
                    if (moving[token]) {
                        add(token, 1, quantity[token], quantity[token] * quantity[token]);
                    }
                }
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
