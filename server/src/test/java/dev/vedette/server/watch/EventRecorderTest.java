package dev.vedette.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.detection.Detector;
import dev.vedette.server.store.Database;
import dev.vedette.server.store.EventStore;
import dev.vedette.server.store.StoredEvent;
import dev.vedette.video.heat.HeatPainter;
import dev.vedette.video.heat.HeatScale;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A happening of ten seconds, and a store that is lost at the worst moments. */
class EventRecorderTest {
    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    Path folder;

    private Database database;
    private EventStore store;
    private EventRecorder recorder;
    private int refused;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("vedette.db"));
        store = new EventStore(database);
        Detector detector = Tracks.detector();
        EventRules rules = new EventRules(
                Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(60));
        recorder = new EventRecorder(
                "wall",
                new EventTracker(rules, detector.calibration()),
                rules,
                Tracks.RATE,
                new EventRecorder.Archive(
                        store,
                        new EventFolders(folder.resolve("events")),
                        new HeatPainter(new HeatScale(0, 1)),
                        score -> Optional.empty(),
                        event -> {}));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void take(int from, int to, double score) {
        for (int i = from; i < to; i++) {
            try {
                recorder.take(
                        new Scored(
                                START.plus(Tracks.time(i)),
                                Tracks.frame(i, false).image(),
                                Tracks.score(i, score)),
                        false);
            } catch (RuntimeException e) {
                refused++;
            }
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("vedette.db"))) {
            connection.createStatement().execute(statement);
        }
    }

    private StoredEvent only() {
        assertThat(store.count()).isEqualTo(1);
        return store.find(1).orElseThrow();
    }

    @Test
    void anEventIsNotLostWhenTheStoreIsAwayAsItBegins() throws SQLException {
        take(0, 20, 0);
        sql("ALTER TABLE event RENAME TO away");
        take(20, 40, 1);
        sql("ALTER TABLE away RENAME TO event");
        take(40, 70, 1);
        take(70, 90, 0);

        assertThat(refused).isPositive();
        assertThat(only().ended()).isPresent();
    }

    @Test
    void anEventIsNotLostWhenTheStoreIsAwayAsItEnds() throws SQLException {
        take(0, 20, 0);
        take(20, 60, 1);
        assertThat(only().ended()).isEmpty();
        sql("ALTER TABLE event RENAME TO away");
        take(60, 80, 0);
        sql("ALTER TABLE away RENAME TO event");
        take(80, 120, 0);

        assertThat(refused).isPositive();
        assertThat(only().ended()).isPresent();
    }

    @Test
    void whatWasDismissedHoldsDownItsLikeButNothingStronger() {
        take(0, 20, 1);
        take(20, 60, 0);
        store.say(only().id(), Optional.of(StoredEvent.Feedback.normal));

        take(60, 80, 1.05);
        take(80, 120, 0);
        assertThat(only().repeats()).isEqualTo(1);

        take(120, 130, 1.05);
        take(130, 140, 3);
        take(140, 200, 0);
        assertThat(store.count()).isEqualTo(2);
        assertThat(store.find(2).orElseThrow().peakScore()).isEqualTo(3);
    }

    @Test
    void whatACameraInTroubleShowsIsNoEvent() {
        for (int i = 0; i < 50; i++) {
            recorder.take(
                    new Scored(
                            START.plus(Tracks.time(i)), Tracks.frame(i, false).image(), Tracks.score(i, 5)),
                    true);
        }
        assertThat(store.count()).isZero();
    }
}
