package dev.vedette.cli.benchmark;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.camera.ChildJava;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code vedette serve} in a process of its own, as an operator starts it. Thread-safe. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("the page is at \\w+://.*:(\\d+)/");
    private static final long SECONDS_TO_END = 15;

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * What is started.
     *
     * @param main class of the {@code vedette} command
     * @param around command that the server is started by, for instance one that limits it; empty for none
     * @param config its configuration; {@code web: {port: 0}} lets it find a port that is free
     * @param data its folder
     * @param log file that what it logs is added to
     */
    public record Launch(Class<?> main, List<String> around, Path config, Path data, Path log) {
        public Launch {
            around = List.copyOf(around);
        }

        private List<String> command() {
            List<String> command = new ArrayList<>(around);
            command.addAll(ChildJava.command(main, "1g"));
            command.addAll(List.of("serve", "--verbose", "--config", config.toString(), "--data", data.toString()));
            return command;
        }
    }

    /**
     * Starts a server and waits for its page.
     *
     * @throws VedetteException device, when it ends before, with the last line that it said
     */
    public static ServerProcess start(Launch launch) {
        try {
            Process process = new ProcessBuilder(launch.command())
                    .redirectError(ProcessBuilder.Redirect.appendTo(launch.log().toFile()))
                    .start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Matcher address = ADDRESS.matcher(line);
                if (address.find()) {
                    return new ServerProcess(process, Integer.parseInt(address.group(1)));
                }
            }
            int exitCode = process.onExit().join().exitValue();
            throw VedetteException.device(
                    "the server ended with exit code " + exitCode + ": " + lastLine(launch.log()), null);
        } catch (IOException e) {
            throw VedetteException.device("no server can be started (" + e.getMessage() + ")", e);
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    }

    /** The port of its page. */
    public int port() {
        return port;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends it without asking, as a power cut does, and waits for that. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Asks it to end, and after 15 seconds asks no more. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
