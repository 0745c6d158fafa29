package dev.vedette.verify.serve;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** GStreamer's RTSP server in a process of its own: a network camera that we did not write. */
final class RtspPlayer implements AutoCloseable {
    private static final String SERVER = "/serve/rtsp_server.py";

    private final Process process;
    private final int port;

    private RtspPlayer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * @param port 0 for any that is free
     * @return empty where GStreamer is not installed
     */
    static Optional<RtspPlayer> start(int port, Path film) throws IOException {
        Path python = Path.of("/usr/bin/python3");
        if (!Files.isExecutable(python)) {
            return Optional.empty();
        }
        Path script = film.resolveSibling("rtsp_server.py");
        try (var in = RtspPlayer.class.getResourceAsStream(SERVER)) {
            Files.write(script, in.readAllBytes());
        }
        Process process = new ProcessBuilder(
                        List.of(python.toString(), script.toString(), Integer.toString(port), film.toString()))
                .redirectError(film.resolveSibling("rtsp.log").toFile())
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.US_ASCII);
        String bound = out.readLine();
        return bound == null ? Optional.empty() : Optional.of(new RtspPlayer(process, Integer.parseInt(bound)));
    }

    int port() {
        return port;
    }

    String address() {
        return "rtsp://127.0.0.1:" + port + "/street";
    }

    /** Ends it as a power cut does. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
