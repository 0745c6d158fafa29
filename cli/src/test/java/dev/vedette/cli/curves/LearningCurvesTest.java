package dev.vedette.cli.curves;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.training.Phase;
import dev.vedette.training.ValidationPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningCurvesTest {
    @TempDir
    Path folder;

    @Test
    void aResumedRunGoesOnWhereItsCheckpointWas() throws IOException {
        try (LearningCurves curves = new LearningCurves(folder, Clock.systemUTC())) {
            curves.started(Phase.TEACHER, 0, 4);
            for (int step = 1; step <= 3; step++) {
                curves.step(Phase.TEACHER, step, 4, 1.0 / step, 10);
            }
        }
        Files.writeString(folder.resolve("loss.csv"), "teacher,4,0.", StandardOpenOption.APPEND); // killed here
        try (LearningCurves curves = new LearningCurves(folder, Clock.systemUTC())) {
            curves.started(Phase.TEACHER, 2, 4);
            curves.step(Phase.TEACHER, 3, 4, 0.25, 8);
        }

        assertThat(folder.resolve("loss.csv"))
                .hasContent(
                        "phase,step,loss,frames_per_second\nteacher,1,1.0,10.0\nteacher,2,0.5,10.0\nteacher,3,0.25,8.0\n");
    }

    @Test
    void aNewRunForgetsTheOldOne() throws IOException {
        for (int run = 0; run < 2; run++) {
            try (LearningCurves curves = new LearningCurves(folder, Clock.systemUTC())) {
                curves.started(Phase.TEACHER, 0, 1);
                curves.step(Phase.TEACHER, 1, 1, run, 10);
            }
        }

        assertThat(folder.resolve("loss.csv")).hasContent("phase,step,loss,frames_per_second\nteacher,1,1.0,10.0\n");
    }

    @Test
    void theStudentKeepsTheTeachersCurve() {
        try (LearningCurves curves = new LearningCurves(folder, Clock.systemUTC())) {
            curves.started(Phase.TEACHER, 0, 1);
            curves.step(Phase.TEACHER, 1, 1, 0.5, 10);
            curves.started(Phase.STUDENT, 0, 1);
            curves.step(Phase.STUDENT, 1, 1, 0.25, 12);
            curves.validated(new ValidationPoint(Phase.STUDENT, 1, 0.75, 0.5, true));
        }

        assertThat(folder.resolve("loss.csv")).content().contains("teacher,1,0.5,10.0\nstudent,1,0.25,12.0\n");
        assertThat(folder.resolve("validation.csv")).content().contains("student,1,0.75,0.5,0.625,1.0\n");
        assertThat(folder.resolve("loss.png")).isNotEmptyFile();
        assertThat(folder.resolve("validation.png")).isNotEmptyFile();
    }
}
