package dev.vedette.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.server.store.EventStore.Filter;
import dev.vedette.server.store.StoredEvent.Feedback;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class EventStoreTest {
    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    /** Of events that were cleared away, only some that are protected are left between others. */
    @Test
    void theNextEventIsFoundHoweverManyAreGoneInBetween() throws SQLException {
        try (Database database = kind.open(folder)) {
            EventStore store = new EventStore(database);
            for (int i = 0; i < 60; i++) {
                store.begin("gate", Optional.empty(), Instant.ofEpochSecond(i), 1, 0.5, new Place(0, 0, 1, 1));
            }
            List<Long> all =
                    store.list(Filter.newest(60)).stream().map(StoredEvent::id).toList();
            all.subList(3, 58).forEach(store::delete);

            List<Long> next = store.list(Filter.newest(2).after(all.get(58))).stream()
                    .map(StoredEvent::id)
                    .toList();

            assertThat(next).containsExactly(all.get(1), all.get(2));
            assertThat(store.list(Filter.newest(2).after(all.get(0)))).isEmpty();
        }
    }

    private static long normal(EventStore store, Optional<Long> detector, int second, double threshold) {
        long id = store.begin("gate", detector, Instant.ofEpochSecond(second), 1, threshold, new Place(0, 0, 1, 1));
        store.say(id, Optional.of(Feedback.normal));
        return id;
    }

    @Test
    void whatWasDismissedIsKnownByItsDetectorAndWhatIsOlderThanThatByTheThreshold() throws SQLException {
        try (Database database = kind.open(folder)) {
            EventStore store = new EventStore(database);
            long old = normal(store, Optional.empty(), 1, 0.5);
            long otherBudget = normal(store, Optional.of(7L), 2, 0.9);
            normal(store, Optional.of(6L), 3, 0.5);
            store.begin("gate", Optional.of(7L), Instant.ofEpochSecond(4), 1, 0.5, new Place(0, 0, 1, 1));

            assertThat(store.dismissed("gate", 7, 0.5, 10))
                    .extracting(StoredEvent::id)
                    .containsExactly(otherBudget, old);
            assertThat(store.dismissed("gate", 7, 0.5, 1))
                    .extracting(StoredEvent::id)
                    .containsExactly(otherBudget);
            assertThat(store.dismissed("gate", 8, 0.6, 10)).isEmpty();
            assertThat(store.dismissed("yard", 7, 0.5, 10)).isEmpty();
        }
    }
}
