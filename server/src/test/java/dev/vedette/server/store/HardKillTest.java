package dev.vedette.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.server.store.OutboxStore.Letter;
import dev.vedette.video.camera.ChildJava;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes events as fast as it can and is killed at any moment: every beginning and end is told once. */
@Timeout(120)
class HardKillTest {
    private static final int KILLS = 3;
    private static final int MOST_EVENTS_BEFORE = 20;
    private static final long SEED = 20260601;

    @TempDir
    Path folder;

    /** What is killed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            try (Database database = Database.open(Path.of(arguments[0]))) {
                EventStore store = new EventStore(database, HardKillTest::letter);
                Instant now = Instant.now();
                for (int i = 0; true; i++) {
                    Place place = new Place(0, 0, 1, 1);
                    long id = store.begin("yard", Optional.empty(), now.plusMillis(i), 1, 0.5, place);
                    store.began(id);
                    store.end(id, now.plusMillis(i), now.plusMillis(i), 1, Optional.empty(), place, 1);
                    System.out.println(id);
                }
            }
        }
    }

    private static Optional<Letter> letter(StoredEvent event) {
        return Optional.of(new Letter(
                List.of("webhook"),
                (event.ended().isPresent() ? "ended " : "began ") + event.id(),
                Instant.EPOCH,
                Optional.empty()));
    }

    @Test
    void everyBeginningAndEndIsToldOnce() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        Path file = folder.resolve("vedette.db");
        for (int i = 0; i < KILLS; i++) {
            killAfter(1 + random.nextInt(MOST_EVENTS_BEFORE), file);
            try (Database database = Database.open(file)) {
                new EventStore(database, HardKillTest::letter).endInterrupted(event -> false);
            }
        }
        try (Database database = Database.open(file)) {
            List<StoredEvent> events = new EventStore(database).list(EventStore.Filter.newest(OutboxStore.MOST));
            List<String> expected = new ArrayList<>();
            events.forEach(event -> expected.addAll(List.of("began " + event.id(), "ended " + event.id())));
            assertThat(events).as("seed " + SEED).allMatch(event -> event.ended()
                    .isPresent());
            assertThat(new OutboxStore(database).due("webhook", Instant.EPOCH, 2 * OutboxStore.MOST))
                    .extracting(OutboxStore.Message::body)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static void killAfter(int events, Path file) throws IOException {
        List<String> command = ChildJava.command(Writer.class, "128m");
        command.add(file.toString());
        Process writer = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = writer.inputReader(StandardCharsets.UTF_8);
        int written = 0;
        while (written < events && out.readLine() != null) {
            written++;
        }
        writer.destroyForcibly().onExit().join();
    }
}
