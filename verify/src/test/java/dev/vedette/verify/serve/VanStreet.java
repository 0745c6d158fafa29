package dev.vedette.verify.serve;

import dev.vedette.cli.benchmark.LearnedFolder;
import dev.vedette.detection.Calibration;
import dev.vedette.detection.Detector;
import dev.vedette.detection.Provenance;
import dev.vedette.detection.Quantisation;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.video.VideoWriter;
import dev.vedette.video.scene.SceneEvent;
import dev.vedette.video.scene.StreetScene;
import dev.vedette.video.scene.StreetScene.Format;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A street through which one van drives, and a server's folder whose cameras have learned that none should. */
final class VanStreet {
    static final Format FORMAT = new Format(320, 192, 10);
    private static final long SEED = 3;
    private static final int SCENE_FRAMES = 400;

    /** Seconds of people walking before and after the van. */
    private static final int BEFORE = 2;

    private static final int AFTER = 3;

    /** A third more than people on foot move; the van moves a third more than that. */
    private static final double THRESHOLD = 0.15;

    private VanStreet() {}

    /** A film of eight seconds: two without the van, three and a half with it, three without. */
    static Path film(Path file) {
        return film(file, AFTER);
    }

    /** The same with so many seconds after the van, at most 14. */
    static Path film(Path file, int after) {
        StreetScene scene = StreetScene.withAnomalies(SEED, SCENE_FRAMES, FORMAT);
        SceneEvent van = scene.events().stream()
                .filter(event -> event.what().equals("van"))
                .findFirst()
                .orElseThrow();
        int last = van.lastFrame() + (int) (after * FORMAT.frameRate());
        try (VideoWriter writer = VideoWriter.create(file, FORMAT.width(), FORMAT.height(), FORMAT.frameRate())) {
            for (int i = van.firstFrame() - (int) (BEFORE * FORMAT.frameRate()); i <= last; i++) {
                writer.write(scene.render(i));
            }
            writer.finish();
        }
        return file;
    }

    /** Minds how much moves, and has no network to compute. */
    static Detector detector() {
        NetworkConfig network = new NetworkConfig(96, 64, 8, 16, 16, 1, 2, 4, 2, 0.5);
        return new Detector(
                network,
                Weights.initial(network, 5),
                ScoringRule.motionOnly(),
                new Calibration(1, 1, THRESHOLD, 0, 0, 0),
                Quantisation.NONE,
                new Provenance("test", "test", 1, List.of(), Map.of()));
    }

    /** Has cameras learned that vans are unusual, in a server's folder. */
    static Path learned(Path data, String... cameras) {
        LearnedFolder.detectors(data, detector(), List.of(cameras));
        return data;
    }
}
