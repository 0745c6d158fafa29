package dev.vedette.flink.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.DyingCluster;
import dev.vedette.flink.FlinkCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private static TestDatabase database;

    @TempDir
    private Path folder;

    private Path settings;
    private String url;

    @BeforeAll
    static void start() throws IOException {
        database = TestDatabase.start(serverFolder);
    }

    @AfterAll
    static void stop() throws IOException {
        if (database != null) {
            database.close();
        }
    }

    @BeforeEach
    void database() throws Exception {
        settings = database.settings(folder);
        database.execute("DROP TABLE IF EXISTS vedette_scores, vedette_events, vedette_videos, vedette_set_aside");
        url = database.url();
    }

    @Test
    void everyRowIsThereOnceAlsoWhenAWorkerIsKilledInTheMiddle() throws Exception {
        Given given = new Given(folder, 1500);

        DyingCluster.run(
                given.job(url, settings), () -> !database.lines(Table.SCORES).isEmpty());

        assertEachRowIsThereOnce(given);
    }

    @Test
    void everyRowIsThereOnceAlsoWhenTheDatabaseWasFullForAWhile() throws Exception {
        Given given = new Given(folder, 1500);

        DyingCluster.runThrough(
                given.job(url, settings),
                () -> !database.lines(Table.SCORES).isEmpty(),
                () -> database.execute(
                        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
                                + " $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END $$;"
                                + " CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON vedette_scores EXECUTE FUNCTION full_disk()"),
                () -> database.execute("DROP FUNCTION full_disk CASCADE"));

        assertEachRowIsThereOnce(given);
    }

    private static void assertEachRowIsThereOnce(Given given) throws Exception {
        assertThat(database.lines(Table.SCORES)).isEqualTo(given.expected(Table.SCORES));
        assertThat(database.lines(Table.EVENTS)).isNotEmpty().isEqualTo(given.expected(Table.EVENTS));
        assertThat(database.lines(Table.VIDEOS)).hasSize(2);
    }

    @Test
    void whatIsThereOfTheSameVideosIsReplacedAndOtherVideosStay() throws Exception {
        Given given = new Given(folder, 30);
        given.target(url, settings).prepare(List.of());
        database.execute("INSERT INTO vedette_scores VALUES ('gate', 'gate/1.mp4', 1000, 40, 1, 1, true),"
                + " ('gate', 'gate/other.mp4', 1, 0, 1, 1, true)");

        new FlinkCluster().run(given.job(url, settings), 0, plan -> {});

        List<String> expected = new ArrayList<>(given.expected(Table.SCORES));
        expected.add("gate,gate/other.mp4,1,0.000,1.0,1.0,1");
        assertThat(database.lines(Table.SCORES)).containsExactlyInAnyOrderElementsOf(expected);
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
        database.execute("CREATE TABLE vedette_events (mine text)");
        assertThatThrownBy(() -> new FlinkCluster().run(given.job(url, settings), 0, plan -> {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("vedette_events");
        assertThat(given.output().resolve("scores")).doesNotExist();
    }
}
