package dev.vedette.server.learning;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.camera.ChildJava;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A learner at work. {@link #next()} is for one thread, the rest for any. */
final class LearnerProcess implements AutoCloseable {
    private static final Path NICE = Path.of("/usr/bin/nice");

    private final Process process;
    private final BufferedReader lines;

    private LearnerProcess(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static LearnerProcess start(LearningOrder order) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", "19"));
        }
        command.addAll(ChildJava.command(LearnerMain.class, "1g"));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(Path.of(order.run()).resolve("learning.log").toFile())
                    .start();
            OutputStream in = process.getOutputStream();
            in.write((order.toLine() + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
            return new LearnerProcess(process);
        } catch (IOException e) {
            throw VedetteException.device("no learner can be started (" + e.getMessage() + ")", e);
        }
    }

    /** What it says next; empty when it has ended. */
    Optional<LearningReport.Line> next() {
        try {
            @Nullable String line = lines.readLine();
            return Optional.ofNullable(line).map(LearningReport.Line::parse);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void pause() {
        signal("-STOP");
    }

    void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start();
            if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw VedetteException.device("learning could not be paused or resumed: the system refused", null);
            }
        } catch (IOException e) {
            throw VedetteException.device("learning cannot be paused on this system (" + e.getMessage() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
