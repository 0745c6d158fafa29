package dev.vedette.flink.results;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL of the test's own. */
public final class TestDatabase implements AutoCloseable {
    private final EmbeddedPostgres server;

    private TestDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The test is skipped where there is no PostgreSQL. */
    public static TestDatabase start(Path folder) throws IOException {
        boolean known = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        assumeTrue(known, "PostgreSQL comes with the tests for Linux on x86-64 alone: it is not tested");
        return new TestDatabase(EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("program").toFile())
                .setDataDirectory(folder.resolve("data"))
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofMinutes(2))
                .start());
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    /** What a job needs to connect. */
    public Path settings(Path folder) throws IOException {
        return Files.writeString(folder.resolve("database.properties"), "user=postgres\npassword=postgres\n");
    }

    /** Rows of a table as lines of CSV, sorted. */
    public List<String> lines(Table table) {
        try (Connection connection = connect()) {
            List<String> lines = new ArrayList<>();
            ResultSet rows = connection.createStatement().executeQuery("SELECT * FROM vedette_" + table.name('_'));
            while (rows.next()) {
                lines.add(Given.line(table, column -> {
                    try {
                        return column.kind() == Column.Kind.MOMENT
                                ? rows.getObject(column.name(), OffsetDateTime.class)
                                        .toInstant()
                                : rows.getObject(column.name());
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }));
            }
            return lines.stream().sorted().toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String statement) throws SQLException {
        try (Connection connection = connect()) {
            connection.createStatement().execute(statement);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
