package dev.vedette.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.server.store.OutboxStore.Letter;
import dev.vedette.server.store.OutboxStore.Message;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
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
            outbox.add(new Letter(List.of("webhook", "mqtt"), "first", NOW));

            outbox.add(new Letter(Collections.nCopies(OutboxStore.MOST, "mqtt"), "later", NOW));

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
            outbox.add(new Letter(List.of("webhook"), "waits", NOW));
            outbox.add(new Letter(Collections.nCopies(OutboxStore.MOST - 1, "webhook"), "arrives", NOW));
            outbox.due("webhook", NOW, OutboxStore.MOST).stream()
                    .skip(1)
                    .limit(5)
                    .forEach(message -> outbox.remove(message.id()));

            outbox.add(new Letter(Collections.nCopies(5, "webhook"), "later", NOW));

            assertThat(outbox.due("webhook", NOW, 1)).extracting(Message::body).containsExactly("waits");
        }
    }
}
