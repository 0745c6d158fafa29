package dev.vedette.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From footage to a report, with real parts and as little learning as is possible. */
class WholeWayTest {
    @TempDir
    Path folder;

    @Test
    void learnDetectEvaluateExport() throws IOException {
        Path data = Samples.dataset(folder.resolve("data"));
        Path train = data.resolve("train");
        Path test = data.resolve("test").resolve("later.mp4");
        Path detector = folder.resolve("street.vedette");

        Command learned = learn(train, detector).succeeds();
        assertThat(learned.out()).contains("Learned in", "street.vedette");
        Path run = folder.resolve("street-run");
        assertThat(run.resolve("loss.csv")).content().contains("teacher,3,").contains("student,2,");
        assertThat(run.resolve("validation.csv")).isNotEmptyFile();
        assertThat(run.resolve("loss.png")).isNotEmptyFile();
        assertThat(run.toFile().list()).anyMatch(name -> name.startsWith("events.out.tfevents."));

        Path results = folder.resolve("results");
        Command.run("detect", test, "-m", detector, "-o", results, "--threads", 1)
                .succeeds();
        for (String file : List.of("scores.csv", "scores.json", "events.csv", "events.json", "overlay.mp4")) {
            assertThat(results.resolve("later.mp4").resolve(file)).isNotEmptyFile();
        }
        Path again = folder.resolve("again");
        Command.run("detect", test, "-m", detector, "-o", again, "--threads", 2, "--no-overlay")
                .succeeds();
        assertThat(again.resolve("later.mp4").resolve("scores.json"))
                .as("scores do not depend on threads or on the run")
                .hasSameBinaryContentAs(results.resolve("later.mp4").resolve("scores.json"));

        Command evaluated = Command.run("evaluate", data, "-m", detector, "-o", folder.resolve("evaluation"))
                .succeeds();
        assertThat(evaluated.out()).contains("micro", "macro", "EER", "motion alone", "false alarms per hour");
        assertThat(folder.resolve("evaluation").resolve("evaluation.json"))
                .content()
                .contains("vedette-evaluation");
        assertThat(folder.resolve("evaluation").resolve("roc.png")).isNotEmptyFile();

        assertThat(Command.run("info", detector).succeeds().out()).contains("64×48");
    }

    private static Command learn(Path footage, Path detector) {
        return Command.run(
                "train",
                footage,
                "-o",
                detector,
                "--size",
                "64x48",
                "--batch",
                2,
                "--teacher-steps",
                3,
                "--student-steps",
                2,
                "--seed",
                3);
    }
}
