package dev.vedette.server.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vedette.server.config.PostgresUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** A PostgreSQL server of a test's own, which can be stopped and started again with its databases at the same port. */
public final class PostgresServer implements AutoCloseable {
    private final Path folder;
    private final int port;
    private EmbeddedPostgres running;

    private PostgresServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Skips the test where there is none for this machine. */
    public static PostgresServer start(Path folder) throws IOException {
        boolean known = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        assumeTrue(known, "PostgreSQL comes with the tests for Linux on x86-64 alone: it is not tested");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PostgresServer server = new PostgresServer(folder, free.getLocalPort());
            free.close();
            server.startAgain();
            return server;
        }
    }

    public void startAgain() throws IOException {
        running = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("program").toFile())
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
    }

    public void stop() throws IOException {
        running.close();
    }

    /** A new, empty database. */
    public PostgresUrl create(String name) throws SQLException {
        execute("postgres", "CREATE DATABASE " + name);
        return url(name);
    }

    public PostgresUrl url(String database) {
        return PostgresUrl.of(text(database));
    }

    /** As the configuration says it. */
    public String text(String database) {
        return "postgresql://postgres:postgres@127.0.0.1:" + port + "/" + database;
    }

    /** Runs a statement beside the server that is tested. */
    public void execute(String database, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database).jdbc(), "postgres", "postgres")) {
            connection.createStatement().execute(statement);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
