package dev.vedette.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.store.Database;
import dev.vedette.server.store.DetectorStore;
import dev.vedette.server.store.EventStore;
import dev.vedette.server.store.StoredEvent;
import dev.vedette.server.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class RetentionTest {
    @Parameter
    TestDatabase kind;

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Place PLACE = new Place(0, 0, 1, 1);
    private static final long GIGABYTE = 1_000_000_000;

    @TempDir
    Path folder;

    private Database database;
    private EventStore store;
    private EventFolders folders;

    @BeforeEach
    void open() throws SQLException {
        database = kind.open(folder);
        store = new EventStore(database);
        folders = new EventFolders(folder.resolve("events"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private long event(int daysAgo, long bytes) throws IOException {
        Instant start = NOW.minus(Duration.ofDays(daysAgo));
        long id = store.begin("yard", Optional.empty(), start, 2, 1, PLACE);
        store.end(id, start.plusSeconds(9), start, 2, Optional.empty(), PLACE, bytes);
        Path clip = folders.file(id, EventFolders.Part.CLIP);
        Files.createDirectories(clip.getParent());
        Files.writeString(clip, "clip");
        return id;
    }

    private Retention retention(double days, double gigabytes, long free) {
        return new Retention(
                new ServeConfig.Retention(Optional.of(days), Optional.of(gigabytes), Optional.of(1.0)),
                store,
                folders,
                () -> free);
    }

    private List<Long> left() {
        return store.list(EventStore.Filter.newest(100)).stream()
                .map(StoredEvent::id)
                .toList();
    }

    @Test
    void whatIsTooOldGoesWithItsFilesAndWhatIsProtectedStays() throws IOException {
        long kept = event(40, 1);
        long old = event(35, 1);
        long young = event(2, 1);
        store.keep(kept, true);

        assertThat(retention(30, 10, Long.MAX_VALUE).clear(Optional.of(NOW))).isEqualTo(1);
        assertThat(left()).containsExactly(young, kept);
        assertThat(folders.file(old, EventFolders.Part.CLIP).getParent()).doesNotExist();
        assertThat(folders.file(young, EventFolders.Part.CLIP)).exists();
    }

    @Test
    void theOldestGoUntilTheRestFits() throws IOException {
        event(3, GIGABYTE);
        event(2, GIGABYTE);
        long newest = event(1, GIGABYTE);

        assertThat(retention(30, 1.5, Long.MAX_VALUE).clear(Optional.of(NOW))).isEqualTo(2);
        assertThat(left()).containsExactly(newest);
    }

    @Test
    void anEventOfTheFutureDoesNotKeepThoseAfterIt() throws IOException {
        long future = event(-400, 1);
        event(35, 1);
        long young = event(2, 1);

        assertThat(retention(30, 10, Long.MAX_VALUE).clear(Optional.of(NOW))).isEqualTo(1);
        assertThat(left()).containsExactly(young, future);
    }

    private void learned(String file, int daysAgo) {
        DetectorStore detectors = new DetectorStore(database);
        Instant when = NOW.minus(Duration.ofDays(daysAgo));
        detectors.activate("yard", detectors.add("yard", file, when, Optional.of(0.9), ""));
    }

    @Test
    void whatIsJudgedNormalStaysWithoutItsFilesUntilTheCameraIsLearnedAgain() throws IOException {
        learned("detectors/yard-1.vedette", 60);
        long normal = event(50, 1);
        long takenBack = event(40, 1);
        store.say(normal, Optional.of(StoredEvent.Feedback.normal));
        store.say(takenBack, Optional.of(StoredEvent.Feedback.normal));
        Retention retention = retention(30, 10, Long.MAX_VALUE);

        assertThat(retention.clear(Optional.of(NOW))).isEqualTo(2);
        assertThat(retention.clear(Optional.of(NOW))).as("cleared already").isZero();
        assertThat(left()).containsExactly(takenBack, normal);
        assertThat(store.bytes()).isZero();
        assertThat(folders.file(normal, EventFolders.Part.CLIP).getParent()).doesNotExist();

        store.say(takenBack, Optional.empty());
        assertThat(retention.clear(Optional.of(NOW))).isEqualTo(1);
        assertThat(left()).containsExactly(normal);

        learned("detectors/yard-2.vedette", 1);
        assertThat(retention.clear(Optional.of(NOW))).isEqualTo(1);
        assertThat(left()).isEmpty();
    }

    @Test
    void nothingIsTooOldWhileTheTimeIsNotKnown() throws IOException {
        long old = event(300, 1);

        assertThat(retention(30, 10, Long.MAX_VALUE).clear(Optional.empty())).isZero();
        assertThat(left()).containsExactly(old);
    }

    @Test
    void aFullDiskIsClearedButForWhatIsProtectedAndWhatGoesOn() throws IOException {
        long kept = event(3, 1);
        store.keep(kept, true);
        event(2, 1);
        long goesOn = store.begin("yard", Optional.empty(), NOW, 2, 1, PLACE);

        assertThat(retention(30, 10, 0).clear(Optional.of(NOW))).isEqualTo(1);
        assertThat(left()).containsExactly(goesOn, kept);
    }

    @Test
    void anEventThatWentOnWhenTheServerDiedIsEndedOnceAndNotDoubled() throws SQLException {
        long id = store.begin("yard", Optional.empty(), NOW, 2, 1, PLACE);
        database.close();
        open();

        assertThat(store.endInterrupted(event -> false)).hasSize(1).allMatch(ended -> ended.ended()
                .isPresent());
        assertThat(store.endInterrupted(event -> false)).isEmpty();
        assertThat(store.find(id).orElseThrow().ended()).contains(NOW);
        assertThat(left()).containsExactly(id);
    }
}
