package dev.vedette.training;

import dev.vedette.frame.Image;
import dev.vedette.model.NetworkConfig;
import dev.vedette.training.synthetic.TrainingSample;
import java.util.random.RandomGenerator;

/**
 * A part of a sample, cut along the tokens' grid where there is something to learn: of several places drawn at random, the one
 * with the most motion and pasted things. The network has no positions, so that a part teaches what the whole would, in a
 * fraction of the time.
 */
final class Crop {
    private static final int CANDIDATES = 4;

    private Crop() {}

    /** The sample itself if it has the size asked for. */
    static TrainingSample of(TrainingSample sample, NetworkConfig view, RandomGenerator random) {
        int width = view.frameWidth();
        int height = view.frameHeight();
        Image whole = sample.target();
        if (whole.width() == width && whole.height() == height) {
            return sample;
        }
        int bestX = 0;
        int bestY = 0;
        long most = -1;
        for (int i = 0; i < CANDIDATES; i++) {
            int x = random.nextInt((whole.width() - width) / view.patch() + 1) * view.patch();
            int y = random.nextInt((whole.height() - height) / view.patch() + 1) * view.patch();
            long content = content(sample, x, y, width, height);
            if (content > most) {
                most = content;
                bestX = x;
                bestY = y;
            }
        }
        return sample.cropped(bestX, bestY, width, height);
    }

    /** Motion and pasted area inside, on every other pixel. */
    private static long content(TrainingSample sample, int x, int y, int width, int height) {
        Image gradient = sample.gradient();
        long sum = 0;
        for (int row = y; row < y + height; row += 2) {
            for (int column = x; column < x + width; column += 2) {
                sum += gradient.at(column, row, 1) + (sample.anomalyMap()[row * gradient.width() + column] & 0xff);
            }
        }
        return sum;
    }
}
