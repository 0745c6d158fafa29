package dev.vedette.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.server.store.OutboxStore.Letter;
import dev.vedette.server.store.OutboxStore.Message;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class OutboxStoreTest {
    private static final Instant NOW = Instant.ofEpochSecond(1);

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    @Test
    void whatGoesToOneTargetPushesOutNothingThatWaitsForAnother() throws SQLException {
        try (Database database = kind.open(folder)) {
            OutboxStore outbox = new OutboxStore(database);
            outbox.add(new Letter(List.of("webhook", "mqtt"), "first", NOW, Optional.empty()));

            outbox.add(new Letter(Collections.nCopies(OutboxStore.MOST, "mqtt"), "later", NOW, Optional.empty()));

            assertThat(outbox.due("webhook", NOW, 10)).extracting(Message::body).containsExactly("first");
            assertThat(outbox.due("mqtt", NOW, 2 * OutboxStore.MOST))
                    .hasSize(OutboxStore.MOST)
                    .extracting(Message::body)
                    .containsOnly("later");
        }
    }

    @Test
    void whatHasArrivedTakesNoPlace() throws SQLException {
        try (Database database = kind.open(folder)) {
            OutboxStore outbox = new OutboxStore(database);
            outbox.add(new Letter(List.of("webhook"), "waits", NOW, Optional.empty()));
            outbox.add(
                    new Letter(Collections.nCopies(OutboxStore.MOST - 1, "webhook"), "arrives", NOW, Optional.empty()));
            outbox.due("webhook", NOW, OutboxStore.MOST).stream()
                    .skip(1)
                    .limit(5)
                    .forEach(message -> outbox.remove(message.id()));

            outbox.add(new Letter(Collections.nCopies(5, "webhook"), "later", NOW, Optional.empty()));

            assertThat(outbox.due("webhook", NOW, 1)).extracting(Message::body).containsExactly("waits");
        }
    }

    @Test
    void whatIsAboutTheSameThingArrivesInItsOrder() throws SQLException {
        try (Database database = kind.open(folder)) {
            OutboxStore outbox = new OutboxStore(database);
            outbox.add(new Letter(List.of("webhook"), "lost", NOW, Optional.of("camera yard")));
            outbox.later(outbox.due("webhook", NOW, 1).get(0).id(), NOW.plusSeconds(600));

            outbox.add(new Letter(List.of("webhook", "mqtt"), "well", NOW, Optional.of("camera yard")));
            outbox.add(new Letter(List.of("webhook"), "of another", NOW, Optional.of("camera gate")));

            assertThat(outbox.due("webhook", NOW, 10)).extracting(Message::body).containsExactly("of another");
            assertThat(outbox.due("mqtt", NOW, 10)).extracting(Message::body).containsExactly("well");
            assertThat(outbox.due("webhook", NOW.plusSeconds(600), 10))
                    .extracting(Message::body)
                    .containsExactly("lost", "of another");
        }
    }
}
