package dev.vedette.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import dev.vedette.model.NetworkConfig;
import dev.vedette.scoring.ScorePart.Quantity;
import dev.vedette.training.TrainingConfig;
import dev.vedette.training.footage.DrawnVideo;
import dev.vedette.training.recipe.Recipe.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTest {
    private static final Video FOOTAGE = new DrawnVideo("street", 25, 1, i -> Image.black(360, 240));

    @TempDir
    private Path folder;

    @Test
    void aRowIsTheBaseWithItsOwnSettingsOnTop() throws IOException {
        Recipe recipe = read("""
                about: what it is
                dataset: some
                seeds: [4, 5]
                base: {teacherSteps: 40, share: 0.3}
                rows:
                  - name: as it is
                  - name: other steps
                    set: {teacherSteps: 80}
                """);

        assertThat(recipe.seeds()).containsExactly(4L, 5L);
        TrainingConfig first = config(recipe, 0);
        TrainingConfig second = config(recipe, 1);
        assertThat(first.schedule().teacherSteps()).isEqualTo(40);
        assertThat(second.schedule().teacherSteps()).isEqualTo(80);
        assertThat(second.anomalies().share()).isEqualTo(0.3);
        assertThat(second.withSchedule(first.schedule())).isEqualTo(first);
    }

    @Test
    void whatIsNotGivenIsThePresets() {
        assertThat(Settings.of(Map.of()).config(FOOTAGE, 7, 0))
                .isEqualTo(Preset.DEFAULT.config(NetworkConfig.paper(360, 240, 12), 7));
        assertThat(Settings.of(Map.of("preset", "PAPER")).config(FOOTAGE, 7, 0))
                .isEqualTo(Preset.PAPER.config(NetworkConfig.paper(640, 320, 16), 7));
    }

    @Test
    void smallFootageIsSeenInSmallerPatches() {
        Video small = new DrawnVideo("small", 25, 1, i -> Image.black(128, 64));

        assertThat(Settings.of(Map.of()).config(small, 7, 0).network()).isEqualTo(NetworkConfig.paper(128, 64, 8));
    }

    @Test
    void rowsThatDoTheSameHaveTheSameHash() throws IOException {
        Recipe recipe = read("""
                about: what it is
                dataset: some
                seeds: [1]
                base: {teacherSteps: 40, share: 0.3}
                rows:
                  - name: as it is
                  - name: said again
                    set: {share: 0.3}
                  - name: another share
                    set: {share: 0.4}
                """);

        List<String> hashes = recipe.rows().stream().map(Row::hash).toList();
        assertThat(hashes.get(1)).isEqualTo(hashes.get(0));
        assertThat(hashes.get(2)).isNotEqualTo(hashes.get(0));
    }

    @Test
    void rowsThatDifferInTheScoreAloneShareWhatIsLearned() throws IOException {
        Recipe recipe = read("""
                about: what it is
                dataset: some
                seeds: [1]
                rows:
                  - name: as it is
                  - name: teacher alone
                    set: {score: {TEACHER_ANOMALY: 1}, smoothingSeconds: 2}
                  - name: fewer steps
                    set: {teacherSteps: 10}
                """);

        TrainingConfig teacherAlone = config(recipe, 1);
        assertThat(teacherAlone.method().scoring()).singleElement().satisfies(rule -> assertThat(rule.parts())
                .singleElement()
                .satisfies(part -> assertThat(part.quantity()).isEqualTo(Quantity.TEACHER_ANOMALY)));
        assertThat(teacherAlone.learningHash()).isEqualTo(config(recipe, 0).learningHash());
        assertThat(config(recipe, 2).learningHash())
                .isNotEqualTo(config(recipe, 0).learningHash());
    }

    @Test
    void allFaultsAreTold() {
        assertThatThrownBy(() -> read("""
                        about: what it is
                        seeds: one
                        base: {teacherStep: 40}
                        rows:
                          - name: as it is
                            set: {share: much, patch: 1.5}
                        """))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("dataset is missing")
                .hasMessageContaining("seeds is \"one\", expected a list")
                .hasMessageContaining("base.teacherStep is unknown")
                .hasMessageContaining("rows[0].set.share is \"much\", expected a number")
                .hasMessageContaining("rows[0].set.patch is 1.5, expected a whole number");
    }

    @Test
    void rowsOfOneNameAreRefused() {
        assertThatThrownBy(() -> read("""
                        about: what it is
                        dataset: some
                        seeds: [1, 1]
                        rows:
                          - name: no student
                          - name: No student!
                        """))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("seeds is [1, 1]")
                .hasMessageContaining("two rows are called 'No student!'");
    }

    @Test
    void whatIsNoYamlIsRefused() {
        assertThatThrownBy(() -> read("rows: ["))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("YAML");
        assertThatThrownBy(() -> Recipe.read(folder.resolve("none.yaml")))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("none.yaml");
    }

    @Test
    void aRowThatIsNotThereIsNamed() throws IOException {
        Recipe recipe = read("""
                about: what it is
                dataset: some
                seeds: [1]
                rows: [{name: as it is}]
                """);

        assertThatThrownBy(() -> recipe.withRows(List.of("as it was")))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("[as it is]");
    }

    static Stream<Path> recipes() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "recipes"))) {
            return files.toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void recipesOfTheProjectCanBeLearned(Path file) {
        Recipe recipe = Recipe.read(file);

        assertThat(recipe.rows()).allSatisfy(row -> assertThat(
                        row.settings().config(FOOTAGE, 1, 0).schedule().teacherSteps())
                .isPositive());
    }

    private static TrainingConfig config(Recipe recipe, int row) {
        return recipe.rows().get(row).settings().config(FOOTAGE, 1, 0);
    }

    private Recipe read(String yaml) throws IOException {
        return Recipe.read(Files.writeString(folder.resolve("recipe.yaml"), yaml));
    }
}
