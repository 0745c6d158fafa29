package dev.vedette.verify.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** An MQTT broker (Debian: {@code mosquitto}). */
final class Mosquitto implements AutoCloseable {
    private static final Path BINARY = Path.of("/usr/sbin/mosquitto");

    private final Path config;
    private final int port;
    private Process process;

    private Mosquitto(Path config, int port, Process process) {
        this.config = config;
        this.port = port;
        this.process = process;
    }

    static boolean installed() {
        return Files.isExecutable(BINARY);
    }

    /** A port of this machine that nobody has. */
    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    static Mosquitto start(Path folder) throws IOException {
        int port = freePort();
        Path config = Files.writeString(
                folder.resolve("mosquitto.conf"), "listener " + port + " 127.0.0.1\nallow_anonymous true\n");
        return new Mosquitto(config, port, started(config, port));
    }

    private static Process started(Path config, int port) throws IOException {
        Process process = new ProcessBuilder(BINARY.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (process.isAlive() && !answers(port)) {
            Thread.onSpinWait();
        }
        return process;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** Starts it again after {@link #close()}, at the same port. */
    void again() throws IOException {
        process = started(config, port);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
