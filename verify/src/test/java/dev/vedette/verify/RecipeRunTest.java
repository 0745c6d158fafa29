package dev.vedette.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a recipe side by side, with as little learning as is possible. */
class RecipeRunTest {
    @TempDir
    Path folder;

    /**
     * With another video and other labels there, what is learned and calibrated is the same to the last bit; but figures of the one are not
     * taken for those of the other.
     */
    @Test
    void theLabelledPartHasNoPartInLearning() throws IOException {
        Path data = Samples.dataset(folder.resolve("data"));
        Path recipe = Files.writeString(folder.resolve("one.yaml"), """
                about: A single row.
                dataset: a street
                seeds: [1]
                base: {size: 64x48, batch: 2, teacherSteps: 3, studentSteps: 2, maxFrames: 128}
                rows: [{name: only}]
                """);
        Path detector = Path.of("only", "seed-1", "detector.vedette");
        Command.run("ablate", recipe, data, "-o", folder.resolve("one")).succeeds();
        Samples.still(data.resolve("test").resolve("later.mp4"), 40);
        Path labels = data.resolve("labels.csv");
        Files.writeString(
                labels,
                Files.readString(labels)
                        .replace(",1\n", ",abnormal\n")
                        .replace(",0\n", ",1\n")
                        .replace(",abnormal\n", ",0\n"));

        Command.run("ablate", recipe, data, "-o", folder.resolve("other")).succeeds();

        assertThat(folder.resolve("other").resolve(detector))
                .hasSameBinaryContentAs(folder.resolve("one").resolve(detector));
        Path evaluation = Path.of("only", "seed-1", "evaluation.json");
        assertThat(Files.readString(folder.resolve("other").resolve(evaluation)))
                .isNotEqualTo(Files.readString(folder.resolve("one").resolve(evaluation)));

        Command.run("ablate", recipe, data, "-o", folder.resolve("one")).succeeds();

        assertThat(folder.resolve("one").resolve(evaluation))
                .hasSameTextualContentAs(folder.resolve("other").resolve(evaluation));
    }

    @Test
    void faultsOfAllRowsComeToLightBeforeTheFirst() throws IOException {
        Path data = Samples.dataset(folder.resolve("data"));
        Path recipe = Files.writeString(folder.resolve("faulty.yaml"), """
                about: Two of the rows cannot be learned.
                dataset: a street
                seeds: [1]
                base: {size: 64x48}
                rows: [{name: first}, {name: second, set: {share: 2}}, {name: third, set: {share: 3}}]
                """);
        Path output = folder.resolve("rows");

        Command.run("ablate", recipe, data, "-o", output)
                .fails(2, "row 'second'", "share is 2.0", "row 'third'", "share is 3.0");

        assertThat(output).doesNotExist();
    }

    @Test
    void rowsAreComparedAndNothingIsDoneTwice() throws IOException {
        Path data = Samples.dataset(folder.resolve("data"));
        Path recipe = folder.resolve("small.yaml");
        Files.writeString(recipe, """
                about: A small one.
                dataset: a street
                seeds: [1, 2]
                base: {size: 64x48, batch: 2, teacherSteps: 3, studentSteps: 2}
                rows:
                  - name: chosen
                  - name: teacher's map alone
                    set: {score: {TEACHER_ANOMALY: 1}}
                """);
        Path output = folder.resolve("rows");

        Command first = Command.run("ablate", recipe, data, "-o", output).succeeds();

        assertThat(first.out()).contains("4 of 4", "micro", "±", "chosen", "motion alone", "displacement alone");
        assertThat(output.resolve("learned")).isDirectoryNotContaining(path -> !Files.isDirectory(path));
        assertThat(output.resolve("learned").toFile().list())
                .as("one for each seed, shared by the rows")
                .hasSize(2);
        assertThat(output.resolve("table.md"))
                .content()
                .contains("| teacher's map alone |", "held-out frame AUC", "seeds [1, 2]");
        assertThat(output.resolve("table.png")).isNotEmptyFile();
        Path result = output.resolve("teacher-s-map-alone").resolve("seed-2").resolve("evaluation.json");
        assertThat(result).content().contains("small, teacher's map alone", "held-out frame AUC", "Settings");
        FileTime before = Files.getLastModifiedTime(result);
        String table = Files.readString(output.resolve("table.md"));

        Command.run("reproduce", recipe, data, "-o", output).succeeds();

        assertThat(Files.getLastModifiedTime(result)).isEqualTo(before);
        assertThat(output.resolve("table.md")).hasContent(table);
    }
}
