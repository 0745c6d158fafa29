package dev.vedette.cli.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.cli.benchmark.Unlearned;
import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.cli.recording.VideoScorer;
import dev.vedette.detection.Detector;
import dev.vedette.evaluation.RegionLevel;
import dev.vedette.model.NetworkConfig;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.video.dataset.Datasets;
import dev.vedette.video.dataset.TestVideo;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;
    private static final int FRAMES = 20;
    private static final int NORMAL_FRAMES = 4;

    @TempDir
    Path folder;

    @Test
    void masksOfASmallerCopyOfTheVideoTellTheSameRegions() throws IOException {
        RegionLevel whole = regions(dataset("whole", 1));
        RegionLevel half = regions(dataset("half", 2));

        double rbdc = whole.rbdc().orElseThrow();
        double tbdc = whole.tbdc().orElseThrow();
        assertThat(rbdc).as("the test needs something that is found").isGreaterThan(0.3);
        assertThat(half.rbdc().orElseThrow()).isCloseTo(rbdc, within(0.1));
        assertThat(half.tbdc().orElseThrow()).isCloseTo(tbdc, within(0.1));
    }

    private RegionLevel regions(TestVideo test) {
        NetworkConfig network = new NetworkConfig(64, 48, 8, 16, 8, 1, 1, 2, 2, 0.5);
        Detector detector = Unlearned.detector(network, ScoringRule.motionOnly());
        try (ScoredVideo scored = new VideoScorer(detector, null).score(test.video(), folder, read -> {})) {
            Comparison comparison = new Comparison(Double.MAX_VALUE);
            comparison.add(test, scored, Map.of());
            return comparison.report().smoothed().regions().orElseThrow();
        }
    }

    /** A bar that moves, with masks that are smaller than its video by a factor. */
    private TestVideo dataset(String name, int factor) throws IOException {
        Path data = folder.resolve(name);
        Path frames = Files.createDirectories(data.resolve("test").resolve("yard"));
        Path masks = Files.createDirectories(data.resolve("test_masks").resolve("yard"));
        StringBuilder labels = new StringBuilder("video,frame,label\n");
        for (int i = 0; i < FRAMES; i++) {
            String picture = String.format("%03d.png", i);
            boolean abnormal = i >= NORMAL_FRAMES;
            bar(frames.resolve(picture), i, 1, 0x406080);
            if (abnormal) {
                bar(masks.resolve(picture), i, factor, 0);
            }
            labels.append("yard,").append(i).append(abnormal ? ",1\n" : ",0\n");
        }
        Files.writeString(data.resolve("labels.csv"), labels);
        return Datasets.open(data).test().get(0);
    }

    private static void bar(Path file, int index, int factor, int background) throws IOException {
        BufferedImage picture = new BufferedImage(WIDTH / factor, HEIGHT / factor, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int across = x * factor - (8 + 4 * index);
                boolean inside = across >= 0 && across < 24 && y * factor >= 40 && y * factor < 80;
                picture.setRGB(x, y, inside ? 0xffffff : background);
            }
        }
        ImageIO.write(picture, "png", file.toFile());
    }
}
