package dev.vedette.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.cli.recording.VideoScorer;
import dev.vedette.detection.Calibration;
import dev.vedette.detection.Detector;
import dev.vedette.detection.Provenance;
import dev.vedette.detection.Quantisation;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Video;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import dev.vedette.scoring.ScoreMap;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.video.Videos;
import dev.vedette.video.scene.StreetScene;
import dev.vedette.video.scene.StreetScene.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run over a drawn street leaves behind, scored by motion alone. */
class ReportPageTest {
    private static final int FRAMES = 60;

    @TempDir
    Path folder;

    private Detector detector;
    private ScoredVideo scored;

    @BeforeEach
    void score() {
        NetworkConfig network = new NetworkConfig(64, 48, 8, 16, 8, 1, 1, 2, 2, 0.5);
        detector = new Detector(
                network,
                Weights.initial(network, 1),
                ScoringRule.motionOnly(),
                new Calibration(2, 2, 0.02, 0.01, 0.001, 1),
                Quantisation.NONE,
                new Provenance("0.1", "<i>preset</i>", 1, List.of(), Map.of()));
        Video street = StreetScene.normal(3, FRAMES, new Format(96, 64, 10)).asVideo();
        scored = new VideoScorer(detector, null).score(new Named("<script>alert(1)</script>", street), folder, n -> {});
    }

    @AfterEach
    void close() {
        scored.close();
    }

    @Test
    void thePageIsCompleteInItselfAndTrustsNoName() throws IOException {
        assertThat(scored.events()).as("the test needs an event").isNotEmpty();
        ReportPage page = new ReportPage(detector, "gate.vedette");
        page.add(
                scored,
                List.of(new KnownEvent("a & b", 3, 9)),
                new Illustrator(scored, detector, folder).illustrate(null, n -> {}),
                false);
        page.write(folder.resolve("report.html"));

        String html = Files.readString(folder.resolve("report.html"));

        assertThat(Pattern.compile("(src|href)=\"(?!#|data:)").matcher(html).find())
                .as("outside links")
                .isFalse();
        assertThat(html).doesNotContain("<script>alert", "<i>preset", "@import", "http");
        assertThat(html)
                .contains("&lt;script&gt;alert(1)", "a &amp; b", "data:image/jpeg;base64,", "prefers-color-scheme");
    }

    @Test
    void everyEventHasItsPictures() {
        List<EventPicture> pictures = new Illustrator(scored, detector, folder).illustrate(null, n -> {});

        assertThat(pictures).hasSameSizeAs(scored.events());
        for (int number = 1; number <= scored.events().size(); number++) {
            assertThat(folder.resolve(EventFiles.thumbnail(number))).isNotEmptyFile();
            assertThat(folder.resolve(EventFiles.heatMap(number))).isNotEmptyFile();
        }
    }

    @Test
    void theOverlayHasEveryFrameAndAStripBelow() {
        new Illustrator(scored, detector, folder).illustrate(folder.resolve("overlay.mp4"), n -> {});

        Video overlay = Videos.open(folder.resolve("overlay.mp4"));
        int frames = 0;
        try (FrameSource source = overlay.open()) {
            for (var frame = source.next(); frame.isPresent(); frame = source.next()) {
                assertThat(frame.get().image().width()).isEqualTo(480);
                assertThat(frame.get().image().height()).isGreaterThan(320);
                frames++;
            }
        }
        assertThat(frames).isEqualTo(FRAMES);
    }

    @Test
    void theScoresOfBothFilesAreTheSame() throws IOException {
        ScoreFiles.writeCsv(folder.resolve("scores.csv"), scored);
        ScoreFiles.writeJson(folder.resolve("scores.json"), scored, detector);

        List<String> lines = Files.readAllLines(folder.resolve("scores.csv"));
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("scores.json").toFile());

        assertThat(lines).hasSize(FRAMES + 1).first().isEqualTo("frame,time,raw,smoothed,causal,alarm");
        for (int i = 0; i < FRAMES; i++) {
            String[] cells = lines.get(i + 1).split(",");
            JsonNode frame = json.get("frames").get(i);
            assertThat(frame.get("frame").asInt())
                    .isEqualTo(Integer.parseInt(cells[0]))
                    .isEqualTo(i);
            assertThat(frame.get("causal").asDouble()).isEqualTo(Double.parseDouble(cells[4]));
            assertThat(frame.get("alarm").asBoolean()).isEqualTo(cells[5].equals("1"));
        }
    }

    @Test
    void heatMapsComeBackFromTheJson() throws IOException {
        ScoreFiles.writeJson(folder.resolve("scores.json"), scored, detector);

        JsonNode frame = new ObjectMapper()
                .readTree(folder.resolve("scores.json").toFile())
                .get("frames")
                .get(20);

        ScoreMap map = scored.maps().get(20);
        byte[] heat = frame.get("heat").binaryValue();
        double low = frame.get("heatLow").asDouble();
        double step = (frame.get("heatHigh").asDouble() - low) / 255;
        assertThat(heat).hasSize(map.values().length);
        for (int i = 0; i < heat.length; i++) {
            assertThat(low + (heat[i] & 0xff) * step)
                    .isCloseTo(map.values()[i], org.assertj.core.data.Offset.offset(step));
        }
    }

    private record Named(String name, Video video) implements Video {
        @Override
        public double frameRate() {
            return video.frameRate();
        }

        @Override
        public FrameSource open() {
            return video.open();
        }
    }
}
