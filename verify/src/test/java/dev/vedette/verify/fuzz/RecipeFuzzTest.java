package dev.vedette.verify.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vedette.frame.Video;
import dev.vedette.training.recipe.Recipe;
import dev.vedette.video.scene.StreetScene;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Recipes, and the configurations that their rows come to. */
class RecipeFuzzTest {
    private static final Path FILE = Outside.file("recipe.yaml");
    private static final Video FOOTAGE = StreetScene.normal(1, 10).asVideo();

    static Stream<byte[]> seeds() {
        return List.of(
                        "about: A row.\ndataset: some\nseeds: [4, 5]\nbase: {teacherSteps: 40, share: 0.3}\n"
                                + "rows:\n- name: as it is\n- name: other\n  about: why\n  set: {teacherSteps: 80}\n",
                        "about: A row.\ndataset: some\nseeds: [1]\nbase: {preset: PAPER, size: 64x48, batch: 2, crops: false,"
                                + " maskRatio: 0.25}\nrows: [{name: only, set: {gridMasks: false, motionWeighted: false}}]\n",
                        "about: A row.\ndataset: some\nseeds: [1]\nrows: [{name: a, set: {anomalyWeight: 1e300, maxFrames: -1}}]\n",
                        "rows: &a [*a]\n",
                        "rows: null\nseeds: [9223372036854775808]\n")
                .stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Timeout(Outside.PATIENCE)
    @MethodSource("seeds")
    @FuzzTest
    void isTakenOrRefused(byte[] yaml) {
        Outside.write(FILE, yaml);
        Outside.takenOrRefused(
                () -> Recipe.read(FILE).rows().forEach(row -> row.settings().config(FOOTAGE, 1, 1)));
    }
}
