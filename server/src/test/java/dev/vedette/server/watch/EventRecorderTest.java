package dev.vedette.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.detection.Detector;
import dev.vedette.server.store.Database;
import dev.vedette.server.store.EventStore;
import dev.vedette.server.store.OutboxStore;
import dev.vedette.server.store.OutboxStore.Letter;
import dev.vedette.server.store.StoredEvent;
import dev.vedette.server.store.TestDatabase;
import dev.vedette.video.heat.HeatPainter;
import dev.vedette.video.heat.HeatScale;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A happening of ten seconds, and a store that is lost at the worst moments. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class EventRecorderTest {
    @Parameter
    TestDatabase kind;

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    Path folder;

    private Database database;
    private OutboxStore outbox;
    private EventStore store;
    private EventFolders folders;
    private EventLedger ledger;
    private EventRecorder recorder;
    private final List<StoredEvent> told = new ArrayList<>();

    @BeforeEach
    void open() throws SQLException {
        database = kind.open(folder);
        outbox = new OutboxStore(database);
        store = new EventStore(database, EventRecorderTest::letter);
        folders = new EventFolders(folder.resolve("events"));
        ledger = new EventLedger(store, folders, told::add);
        recorder = recorder(1, Tracks.detector());
    }

    private EventRecorder recorder(long version, Detector detector) {
        EventRules rules = new EventRules(
                Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(60));
        return new EventRecorder(
                "wall",
                new EventTracker(rules, detector.calibration()),
                rules,
                Tracks.RATE,
                new EventRecorder.Archive(
                        ledger, folders, new HeatPainter(new HeatScale(0, 1)), version, score -> Optional.of(9.0)));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void take(int from, int to, double score) {
        for (int i = from; i < to; i++) {
            recorder.take(
                    new Scored(
                            START.plus(Tracks.time(i)), Tracks.frame(i, false).image(), Tracks.score(i, score)),
                    false);
        }
    }

    private static Optional<Letter> letter(StoredEvent event) {
        return Optional.of(new Letter(
                List.of("webhook"),
                event.id() + (event.ended().isPresent() ? " ended" : " began"),
                START,
                Optional.empty()));
    }

    private List<String> messages() {
        return outbox.due("webhook", START, 100).stream()
                .map(OutboxStore.Message::body)
                .toList();
    }

    private void sql(String statement) throws SQLException {
        kind.execute(folder, statement);
    }

    private StoredEvent only() {
        assertThat(store.count()).isEqualTo(1);
        return store.find(1).orElseThrow();
    }

    private void assertWhole(StoredEvent event) {
        assertThat(event.ended()).isPresent();
        assertThat(event.severity()).contains(9.0);
        assertThat(event.bytes()).isPositive();
        assertThat(folders.file(event.id(), EventFolders.Part.CLIP)).isNotEmptyFile();
        assertThat(folders.file(event.id(), EventFolders.Part.SCORES)).isNotEmptyFile();
        assertThat(folder.resolve("events").resolve("unsaved")).isEmptyDirectory();
    }

    @Test
    void anEventIsNotLostWhenTheStoreIsAwayAsItBegins() throws SQLException {
        take(0, 20, 0);
        sql("ALTER TABLE event RENAME TO away");
        take(20, 40, 1);
        sql("ALTER TABLE away RENAME TO event");
        take(40, 70, 1);
        take(70, 90, 0);

        assertWhole(only());
        assertThat(told).extracting(StoredEvent::id).containsExactly(1L, 1L);
        assertThat(told.get(0).ended()).isEmpty();
        assertThat(messages()).containsExactly("1 began", "1 ended");
    }

    @Test
    void anEventIsNotLostWhenTheStoreIsAwayAsItEnds() throws SQLException {
        take(0, 20, 0);
        take(20, 60, 1);
        assertThat(only().ended()).isEmpty();
        sql("ALTER TABLE event RENAME TO away");
        take(60, 80, 0);
        ledger.save();
        assertThat(ledger.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("an event waits"));
        EventLedger next = new EventLedger(store, folders, told::add);
        sql("ALTER TABLE away RENAME TO event");
        assertThat(next.awaits(only()))
                .as("should the server be killed now, the next one knows")
                .isTrue();
        assertThat(store.endInterrupted(ledger::awaits))
                .as("events of which more is known")
                .isEmpty();
        ledger.save();

        assertThat(ledger.awaits(only())).isFalse();
        assertThat(ledger.fault()).isEmpty();
        assertWhole(only());
        assertThat(told).hasSize(2);
    }

    @Test
    void eventsThatCameAndWentWhileTheStoreWasAwayAreThereForTheNextServer() throws SQLException {
        sql("ALTER TABLE event RENAME TO away");
        take(0, 20, 1);
        take(20, 100, 0);
        take(100, 120, 1);
        recorder.close();
        assertThat(ledger.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("2 events wait"));
        sql("ALTER TABLE away RENAME TO event");

        EventLedger next = new EventLedger(store, folders, told::add);
        next.save();
        ledger.save();

        assertThat(store.count()).isEqualTo(2);
        assertThat(messages()).containsExactly("1 began", "1 ended", "2 began", "2 ended");
        assertWhole(store.find(1).orElseThrow());
        assertWhole(store.find(2).orElseThrow());
        assertThat(store.find(1).orElseThrow().started())
                .isBefore(store.find(2).orElseThrow().started());
    }

    @Test
    void whatCannotBeToldIsNotWrittenEither() throws SQLException {
        take(0, 20, 0);
        take(20, 60, 1);
        sql("ALTER TABLE outbox RENAME TO away");
        take(60, 80, 0);
        assertThat(only().ended()).isEmpty();
        assertThat(ledger.fault()).isPresent();
        sql("ALTER TABLE away RENAME TO outbox");
        ledger.save();

        assertWhole(only());
        assertThat(messages()).containsExactly("1 began", "1 ended");
    }

    @Test
    void aServerThatDiedBeforeItToldOfAnythingLeavesItToTheNext() {
        long id = store.begin("wall", Optional.empty(), START, 1, 0.5, new Place(0, 0, 1, 1));
        assertThat(messages()).isEmpty();

        assertThat(store.endInterrupted(ledger::awaits))
                .extracting(StoredEvent::id)
                .containsExactly(id);
        assertThat(store.endInterrupted(ledger::awaits)).isEmpty();

        assertThat(messages()).containsExactly("1 began", "1 ended");
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
    void aDismissalHoldsWhateverTheThresholdUntilTheCameraIsLearnedAgain() {
        take(0, 20, 1);
        take(20, 60, 0);
        store.say(only().id(), Optional.of(StoredEvent.Feedback.normal));
        Detector otherBudget = Tracks.detector().withThreshold(0.2);

        recorder = recorder(1, otherBudget);
        take(60, 80, 1.05);
        take(80, 120, 0);
        assertThat(only().repeats()).isEqualTo(1);

        recorder = recorder(2, otherBudget);
        take(120, 140, 1.05);
        take(140, 180, 0);
        assertThat(store.count()).isEqualTo(2);
    }

    private void takeAt(int token, int from, int to, double score, boolean unwatched) {
        for (int i = from; i < to; i++) {
            recorder.take(
                    new Scored(
                            START.plus(Tracks.time(i)), Tracks.frame(i, false).image(), Tracks.score(i, score, token)),
                    unwatched);
        }
    }

    @Test
    void calmFramesAfterWhatIsHeldDownAreNoEventWhereverTheirNoiseIs() {
        takeAt(9, 0, 20, 1, false);
        takeAt(54, 20, 60, 0.01, false);
        store.say(only().id(), Optional.of(StoredEvent.Feedback.normal));

        takeAt(9, 60, 80, 1, false);
        takeAt(54, 80, 120, 0.01, false);
        assertThat(only().repeats()).isEqualTo(1);

        takeAt(9, 300, 310, 1, false);
        takeAt(54, 310, 350, 1, true);
        assertThat(store.count()).as("made of what is not watched").isEqualTo(1);

        takeAt(9, 600, 610, 1, false);
        takeAt(54, 610, 620, 1, false);
        assertThat(store.count()).as("somewhere else at the same time").isEqualTo(2);
    }

    @Test
    void scoresThatComeAfterTheEndBeginNothing() {
        take(0, 20, 1);
        recorder.close();
        take(20, 40, 1);

        assertThat(only().ended()).isPresent();
        assertThat(told).hasSize(2);
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
