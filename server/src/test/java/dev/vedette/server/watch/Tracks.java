package dev.vedette.server.watch;

import dev.vedette.detection.Calibration;
import dev.vedette.detection.Detector;
import dev.vedette.detection.FrameScore;
import dev.vedette.detection.Provenance;
import dev.vedette.detection.Quantisation;
import dev.vedette.frame.Frame;
import dev.vedette.frame.Image;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenGrid;
import dev.vedette.model.Weights;
import dev.vedette.scoring.ScoreMap;
import dev.vedette.scoring.ScoringRule;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A striped wall before which a bright square passes now and then, and a detector that minds whatever moves. */
final class Tracks {
    static final double RATE = 5;
    static final int WIDTH = 120;
    static final int HEIGHT = 80;

    private Tracks() {}

    /** A detector without a network's work: its score is motion. */
    static Detector detector() {
        NetworkConfig network = new NetworkConfig(96, 64, 8, 16, 16, 1, 2, 4, 2, 0.5);
        return new Detector(
                network,
                Weights.initial(network, 5),
                ScoringRule.motionOnly(),
                new Calibration(1, 1, 0.05, 0.001, 0.001, 0.1),
                Quantisation.NONE,
                new Provenance("test", "test", 1, List.of(), Map.of()));
    }

    static Duration time(long index) {
        return Duration.ofNanos(Math.round(index * 1e9 / RATE));
    }

    /** @param passes whether the square is in the picture */
    static Frame frame(long index, boolean passes) {
        byte[] bgr = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) (i / 60 % 2 == 0 ? 70 : 120);
        }
        if (passes) {
            int left = (int) (9 * index % 100);
            for (int y = 20; y < 44; y++) {
                Arrays.fill(bgr, (y * WIDTH + left) * 3, (y * WIDTH + left + 20) * 3, (byte) 250);
            }
        }
        return new Frame(index, time(index), new Image(WIDTH, HEIGHT, bgr));
    }

    /** @param peak the token where it is highest, of 8×8 */
    static FrameScore score(long index, double score, int peak) {
        float[] map = new float[64];
        map[peak] = (float) score;
        return new FrameScore(index, time(index), score, score, new ScoreMap(new TokenGrid(8, 8), map), false);
    }

    static FrameScore score(long index, double score) {
        return new FrameScore(index, time(index), score, score, new ScoreMap(new TokenGrid(2, 2), new float[4]), false);
    }
}
