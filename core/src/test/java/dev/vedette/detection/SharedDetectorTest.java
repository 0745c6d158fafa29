package dev.vedette.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.ScoringEngines;
import dev.vedette.frame.Frame;
import dev.vedette.frame.Image;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import dev.vedette.scoring.ScoringRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cameras that share a detector and its engine, each on a thread of its own. */
class SharedDetectorTest {
    private static final NetworkConfig NETWORK = new NetworkConfig(160, 96, 8, 16, 16, 1, 2, 4, 2, 0.5);
    private static final Detector DETECTOR = new Detector(
            NETWORK,
            Weights.initial(NETWORK, 5),
            ScoringRule.paper(),
            new Calibration(3, 3, 0.5, 0, 0, 0),
            Quantisation.NONE,
            new Provenance("test", "test", 1, List.of(), Map.of()));

    @ParameterizedTest
    @EnumSource(names = {"ONEDNN", "ONNX_RUNTIME"})
    void eachScoresAsIfItWereAlone(EngineOptions.Kind kind) throws Exception {
        ExecutorService cameras = Executors.newFixedThreadPool(2);
        try (ScoringEngine engine = ScoringEngines.open(NETWORK, DETECTOR.weights(), new EngineOptions(2, kind))) {
            List<Double> first = scores(engine, 1);
            List<Double> second = scores(engine, 3);
            assertThat(first).hasSize(60).isNotEqualTo(second);

            Callable<List<Double>> one = () -> scores(engine, 1);
            Callable<List<Double>> other = () -> scores(engine, 3);
            List<Future<List<Double>>> together = cameras.invokeAll(List.of(one, other));

            assertThat(together.get(0).get()).isEqualTo(first);
            assertThat(together.get(1).get()).isEqualTo(second);
        } finally {
            cameras.shutdown();
        }
    }

    private static List<Double> scores(ScoringEngine engine, int speed) {
        StreamDetector stream = new StreamDetector(DETECTOR, engine, 4);
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Frame frame = new Frame(i, Duration.ofMillis(40L * i), square(10 + speed * i % 120));
            stream.push(frame).frames().forEach(score -> scores.add(score.raw()));
        }
        stream.finish().frames().forEach(score -> scores.add(score.raw()));
        return scores;
    }

    /** A bright square on black. */
    private static Image square(int left) {
        Image image = Image.black(NETWORK.frameWidth(), NETWORK.frameHeight());
        for (int y = 40; y < 60; y++) {
            for (int x = left; x < left + 20; x++) {
                image.bgr()[(y * image.width() + x) * 3 + 1] = (byte) 200;
            }
        }
        return image;
    }
}
