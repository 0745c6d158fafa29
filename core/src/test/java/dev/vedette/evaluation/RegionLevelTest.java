package dev.vedette.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.frame.Box;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionLevelTest {
    @ParameterizedTest
    @CsvSource({"few-false-positives, 4", "many-false-positives, 5", "poor-detector, 3"})
    void criteriaAreThoseOfThePublishedProgram(String name, int videos) throws IOException {
        JsonNode expected = new ObjectMapper()
                .readTree(RegionLevelTest.class.getResourceAsStream("/golden/rbdc-tbdc/expected.json"))
                .get(name);
        int frames = Integer.parseInt(lines(name + "/frames.txt").get(0).strip());
        List<VideoResult> results = new ArrayList<>();
        for (int i = 1; i <= videos; i++) {
            // Only the number of all frames counts; the first video carries those that the others lack.
            int own = i == 1 ? frames - videos + 1 : 1;
            results.add(new VideoResult("0" + i, 25, new boolean[own], new double[own])
                    .withRegions(
                            RegionTruth.TRACK_FILES,
                            tracks(name + "/tracks/0" + i + ".txt"),
                            found(name + "/anomalies/0" + i + ".txt")));
        }
        RegionLevel level = RegionLevel.of(results, 0.1);
        assertThat(level.rbdc().orElseThrow()).isCloseTo(expected.get("rbdc").doubleValue(), within(1e-12));
        assertThat(level.tbdc().orElseThrow()).isCloseTo(expected.get("tbdc").doubleValue(), within(1e-12));
        assertThat(level.frames()).isEqualTo(frames);
    }

    @Test
    void regionsOfEqualScoreEnterTogetherWhateverTheirOrder() {
        Box here = new Box(0, 0, 9, 9);
        Box elsewhere = new Box(50, 50, 59, 59);
        List<Track> truth = List.of(new Track(0, List.of(new Track.Region(0, here))));
        ScoredRegion right = new ScoredRegion(0, here, 1);
        ScoredRegion wrong = new ScoredRegion(0, elsewhere, 1);
        RegionLevel one = RegionLevel.of(
                List.of(video(1).withRegions(RegionTruth.TRACK_FILES, truth, List.of(right, wrong))), 0.1);
        RegionLevel other = RegionLevel.of(
                List.of(video(1).withRegions(RegionTruth.TRACK_FILES, truth, List.of(wrong, right))), 0.1);
        assertThat(one.rbdc().orElseThrow())
                .isEqualTo(other.rbdc().orElseThrow())
                .isEqualTo(0.5);
    }

    @Test
    void withoutTrueRegionsThereIsNoFigure() {
        RegionLevel level = RegionLevel.of(
                List.of(video(3).withRegions(
                                RegionTruth.TRACK_FILES,
                                List.of(),
                                List.of(new ScoredRegion(0, new Box(0, 0, 1, 1), 1)))),
                0.1);
        assertThat(level.rbdc()).isEmpty();
        assertThat(level.tbdc()).isEmpty();
    }

    @Test
    void videosWithoutRegionsArePassedOver() {
        List<Track> truth = List.of(new Track(0, List.of(new Track.Region(0, new Box(0, 0, 9, 9)))));
        VideoResult known = video(2).withRegions(
                        RegionTruth.TRACK_FILES, truth, List.of(new ScoredRegion(0, new Box(0, 0, 9, 9), 1)));
        RegionLevel level = RegionLevel.of(List.of(known, video(5)), 0.1);
        assertThat(level.videos()).isEqualTo(1);
        assertThat(level.frames()).isEqualTo(2);
        assertThat(level.rbdc().orElseThrow()).isEqualTo(1);
    }

    private static VideoResult video(int frames) {
        return new VideoResult("v" + frames, 25, new boolean[frames], new double[frames]);
    }

    private static List<Track> tracks(String path) throws IOException {
        Map<Integer, List<Track.Region>> regions = new TreeMap<>();
        for (String line : lines(path)) {
            String[] n = line.split(",");
            regions.computeIfAbsent(Integer.parseInt(n[0]), id -> new ArrayList<>())
                    .add(new Track.Region(Integer.parseInt(n[1]), box(n, 2)));
        }
        return regions.entrySet().stream()
                .map(entry -> new Track(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<ScoredRegion> found(String path) throws IOException {
        return lines(path).stream()
                .map(line -> line.split(","))
                .map(n -> new ScoredRegion(Integer.parseInt(n[0]), box(n, 1), Double.parseDouble(n[5])))
                .toList();
    }

    private static Box box(String[] n, int at) {
        return new Box(
                Integer.parseInt(n[at]),
                Integer.parseInt(n[at + 1]),
                Integer.parseInt(n[at + 2]),
                Integer.parseInt(n[at + 3]));
    }

    private static List<String> lines(String path) throws IOException {
        try (InputStream in = RegionLevelTest.class.getResourceAsStream("/golden/rbdc-tbdc/" + path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }
}
