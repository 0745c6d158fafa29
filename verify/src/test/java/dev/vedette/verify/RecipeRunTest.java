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
        assertThat(output.resolve("table.md")).content().contains("| teacher's map alone |", "seeds [1, 2]");
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
