package dev.vedette.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.scoring.TemporalGaussian;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameLevelTest {
    private static final double SAME = 1e-12;

    @ParameterizedTest
    @CsvSource({"38, 11, False, 0", "302, 21, False, 1", "38, 11, True, 0", "900, 282, True, 1"})
    void areasAreThoseOfThePublishedProgram(int range, int sigma, String normalise, int noise) throws IOException {
        JsonNode expected = expected().get("range=" + range + ",mu=" + sigma + ",normalize=" + normalise);
        ScoreScaling scaling = normalise.equals("True") ? ScoreScaling.MIN_MAX_PER_VIDEO : ScoreScaling.AS_THEY_ARE;
        TemporalGaussian smoothing = new TemporalGaussian(range, sigma);
        List<VideoResult> videos = series().stream()
                .map(video -> new VideoResult(video.name(), 25, video.labels(), smoothing.apply(video.scores())))
                .toList();
        FrameLevel level = FrameLevel.of(videos, scaling);
        // Video 04 is constant. Smoothed by a kernel longer than it is, the published program's scores for it differ in
        // the last bit, by its order of summation, and that decides which is greater. All the rest is exact.
        assertThat(level.microAuc().orElseThrow())
                .isCloseTo(expected.get("micro").doubleValue(), within(SAME + noise * 5e-5));
        assertThat(level.macroAuc()).isCloseTo(expected.get("macro").doubleValue(), within(SAME + noise * 5e-4));
        for (int i = 0; i < videos.size(); i++) {
            String name = videos.get(i).name();
            double allowed = name.equals("04") ? SAME + noise * 4e-3 : SAME;
            double area = expected.get("per_video").get(name).doubleValue();
            assertThat(level.perVideo().get(i)).as(name).isCloseTo(area, within(allowed));
        }
    }

    @Test
    void microAreaOfUnsmoothedScores() throws IOException {
        FrameLevel level = FrameLevel.of(series(), ScoreScaling.AS_THEY_ARE);
        assertThat(level.microAuc().orElseThrow())
                .isCloseTo(expected().get("plain_auc_all_frames_unfiltered").doubleValue(), within(SAME));
        assertThat(level.roc().orElseThrow().area()).isEqualTo(level.microAuc().orElseThrow());
    }

    @Test
    void videosOfOneKindHaveAMacroButNoMicroArea() {
        VideoResult quiet = new VideoResult("quiet", 25, new boolean[] {false, false}, new double[] {.2, .3});
        FrameLevel level = FrameLevel.of(List.of(quiet), ScoreScaling.AS_THEY_ARE);
        assertThat(level.microAuc()).isEmpty();
        assertThat(level.equalErrorRate()).isEmpty();
        assertThat(level.macroAuc()).isEqualTo(1);
    }

    @Test
    void constantScoresScaleToZero() {
        assertThat(ScoreScaling.MIN_MAX_PER_VIDEO.apply(new double[] {3, 3})).containsExactly(0, 0);
        assertThat(ScoreScaling.MIN_MAX_PER_VIDEO.apply(new double[] {3, 5, 4})).containsExactly(0, 1, 0.5);
    }

    /** Published scores of another method (MemAE, 2019), where they are at hand. */
    @ParameterizedTest
    @CsvSource({"memae_UCSDped2.csv, 0.69581, 0.93406, 0.98238", "memae_Avenue.csv, 0.80745, 0.80991, 0.86777"})
    void areasOfPublishedScores(String file, double micro, double scaledMicro, double scaledMacro) throws IOException {
        Path scores = shared().resolve("data/auc").resolve(file);
        assumeTrue(Files.isRegularFile(scores), "published scores are not at hand");
        List<VideoResult> videos;
        try (BufferedReader in = Files.newBufferedReader(scores)) {
            videos = read(in, 2, 3);
        }
        FrameLevel plain = FrameLevel.of(videos, ScoreScaling.AS_THEY_ARE);
        FrameLevel scaled = FrameLevel.of(videos, ScoreScaling.MIN_MAX_PER_VIDEO);
        assertThat(plain.microAuc().orElseThrow()).isCloseTo(micro, within(1e-5));
        assertThat(scaled.microAuc().orElseThrow()).isCloseTo(scaledMicro, within(1e-5));
        assertThat(scaled.macroAuc()).isCloseTo(scaledMacro, within(1e-5));
    }

    private static Path shared() {
        String property = System.getProperty("vedette.shared");
        return property != null ? Path.of(property) : Path.of("../../shared");
    }

    private static JsonNode expected() throws IOException {
        try (InputStream in = FrameLevelTest.class.getResourceAsStream("/golden/scores/auc.json")) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static List<VideoResult> series() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                FrameLevelTest.class.getResourceAsStream("/golden/scores/auc_series.csv"), StandardCharsets.UTF_8))) {
            return read(in, 1, 2);
        }
    }

    private static List<VideoResult> read(BufferedReader in, int labelColumn, int scoreColumn) throws IOException {
        Map<String, List<String[]>> rows = new LinkedHashMap<>();
        in.lines().skip(1).map(line -> line.split(",")).forEach(row -> rows.computeIfAbsent(
                        row[0], name -> new ArrayList<>())
                .add(row));
        List<VideoResult> videos = new ArrayList<>();
        rows.forEach((name, frames) -> {
            boolean[] labels = new boolean[frames.size()];
            IntStream.range(0, labels.length).forEach(i -> labels[i] = frames.get(i)[labelColumn].equals("1"));
            double[] scores = frames.stream()
                    .mapToDouble(row -> Double.parseDouble(row[scoreColumn]))
                    .toArray();
            videos.add(new VideoResult(name, 25, labels, scores));
        });
        return videos;
    }
}
