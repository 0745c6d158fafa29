package dev.vedette.flink.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.DyingCluster;
import dev.vedette.flink.FlinkCluster;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Results in a PostgreSQL of the test's own. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class JdbcTargetTest {
    @TempDir
    private static Path serverFolder;

    private static EmbeddedPostgres server;

    @TempDir
    private Path folder;

    private Path settings;
    private String url;

    @BeforeAll
    static void start() throws IOException {
        boolean known = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        assumeTrue(known, "PostgreSQL comes with the tests for Linux on x86-64 alone: it is not tested");
        server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(serverFolder.resolve("program").toFile())
                .setDataDirectory(serverFolder.resolve("data"))
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void database() throws Exception {
        settings = Files.writeString(folder.resolve("database.properties"), "user=postgres\npassword=postgres\n");
        execute("DROP TABLE IF EXISTS vedette_scores, vedette_events, vedette_videos, vedette_set_aside");
        url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    @Test
    void everyRowIsThereOnceAlsoWhenAWorkerIsKilledInTheMiddle() throws Exception {
        Given given = new Given(folder, 1500);

        DyingCluster.run(given.job(url, settings), () -> !lines(Table.SCORES).isEmpty());

        assertThat(lines(Table.SCORES)).isEqualTo(given.expected(Table.SCORES));
        assertThat(lines(Table.EVENTS)).isNotEmpty().isEqualTo(given.expected(Table.EVENTS));
        assertThat(lines(Table.VIDEOS)).hasSize(2);
    }

    @Test
    void whatIsThereOfTheSameVideosIsReplacedAndOtherVideosStay() throws Exception {
        Given given = new Given(folder, 30);
        given.target(url, settings).prepare(List.of());
        execute("INSERT INTO vedette_scores VALUES ('gate', 'gate/1.mp4', 1000, 40, 1, 1, true),"
                + " ('gate', 'gate/other.mp4', 1, 0, 1, 1, true)");

        new FlinkCluster().run(given.job(url, settings), 0, plan -> {});

        List<String> expected = new ArrayList<>(given.expected(Table.SCORES));
        expected.add("gate,gate/other.mp4,1,0.000,1.0,1.0,1");
        assertThat(lines(Table.SCORES)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aDatabaseThatDoesNotTakeThemIsSaidBeforeAnythingIsBegun() throws Exception {
        Given given = new Given(folder, 5);
        assertThatThrownBy(() -> new FlinkCluster().run(given.job(url, null), 0, plan -> {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("settings of the connection");
        assertThatThrownBy(() -> new FlinkCluster()
                        .run(given.job("jdbc:postgresql://127.0.0.1:1/none", settings), 0, plan -> {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("127.0.0.1:1");
        execute("CREATE TABLE vedette_events (mine text)");
        assertThatThrownBy(() -> new FlinkCluster().run(given.job(url, settings), 0, plan -> {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("vedette_events");
        assertThat(given.output().resolve("scores")).doesNotExist();
    }

    private List<String> lines(Table table) {
        try (Connection connection = connect()) {
            List<String> lines = new ArrayList<>();
            ResultSet rows = connection
                    .createStatement()
                    .executeQuery("SELECT * FROM vedette_" + table.name().toLowerCase(Locale.ROOT));
            while (rows.next()) {
                lines.add(Given.line(table, column -> {
                    try {
                        return rows.getObject(column.name());
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

    private static void execute(String statement) throws SQLException {
        try (Connection connection = connect()) {
            connection.createStatement().execute(statement);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    }
}
