package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void ctrlCEndsTheTask() {
        try (Progress progress = new Progress(new PrintStream(err), false, "learning", 0, 10, "steps")) {
            progress.at(1);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> progress.at(2)).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void aTerminalGetsABarWithTheNote() {
        try (Progress progress = new Progress(new PrintStream(err), true, "learning", 0, 10, "steps")) {
            progress.at(4, "loss 0.5");
        }
        assertThat(err.toString()).contains("learning").contains("40%").contains("loss 0.5");
    }

    @Test
    void aFileStaysFreeOfBars() {
        try (Progress progress = new Progress(new PrintStream(err), false, "learning", 0, 10, "steps")) {
            progress.at(4, "loss 0.5");
        }
        assertThat(err.toString()).isEmpty();
    }
}
