package dev.vedette.server.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.vedette.fault.AtomicFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.store.EventStore;
import dev.vedette.server.store.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events to the store. What the store does not take waits on disk, with its files, and is written when the store answers again, be it for
 * the next server. Every step may be done again, so nothing is doubled. Thread-safe.
 */
public final class EventLedger {
    private static final Logger LOG = LoggerFactory.getLogger(EventLedger.class);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .build();

    private final EventStore store;
    private final EventFolders folders;
    private final Consumer<StoredEvent> changed;
    private final Queue<EndedEvent> waiting = new ConcurrentLinkedQueue<>();
    private volatile String refusal = "";

    /** @param changed hears of events that begin, end or are repeated; what others are told is the store's business */
    public EventLedger(EventStore store, EventFolders folders, Consumer<StoredEvent> changed) {
        this.store = store;
        this.folders = folders;
        this.changed = changed;
        folders.waiting().stream()
                .flatMap(note -> read(note).stream())
                .sorted(Comparator.comparing(EndedEvent::started))
                .forEach(waiting::add);
    }

    private static Optional<EndedEvent> read(Path note) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(note), EndedEvent.class));
        } catch (IOException e) {
            LOG.error("the event in {} does not read and is left there: {}", note, e.getMessage());
            return Optional.empty();
        }
    }

    /** The newest events of a camera's detector of which somebody said that they are normal. */
    List<StoredEvent> dismissed(String camera, long detector, double threshold, int most) {
        return store.dismissed(camera, detector, threshold, most);
    }

    /** Writes an event that begins. @return it, with its number if the store gave it one */
    EndedEvent begin(EndedEvent event) {
        try {
            return event.withId(number(event));
        } catch (VedetteException e) {
            LOG.warn("an event of {} waits for the store: {}", event.camera(), e.getMessage());
            // If this server is killed now, the next one knows of the event.
            note(event);
            return event;
        }
    }

    /** An event that begins can be told to others, now that there is something to see of it. */
    void began(EndedEvent event) {
        try {
            event.id().flatMap(store::began).ifPresent(this::tell);
        } catch (VedetteException e) {
            LOG.warn("an event of {} is told when it is over: {}", event.camera(), e.getMessage());
        }
    }

    private long number(EndedEvent event) {
        return store.begin(
                event.camera(), event.detector(), event.started(), event.peakScore(), event.threshold(), event.place());
    }

    /** Writes an event that is over, or has it wait. @throws VedetteException device, when the store does not take it and the disk neither */
    void end(EndedEvent event) {
        try {
            write(event);
        } catch (VedetteException e) {
            refusal = String.valueOf(e.getMessage());
            LOG.warn("an event of {} waits for the store: {}", event.camera(), refusal);
            try {
                note(event);
            } finally {
                waiting.add(event);
            }
        }
    }

    /** One more alarm after an event, or like one that was dismissed; not counted while the store does not answer. */
    void repeat(long event) {
        try {
            store.repeat(event);
            store.find(event).ifPresent(this::tell);
        } catch (VedetteException e) {
            LOG.warn("a repeat of event {} is not counted: {}", event, e.getMessage());
        }
    }

    /** Tries again to write what waits. */
    public synchronized void save() {
        for (EndedEvent event : waiting) {
            try {
                write(event);
                waiting.remove(event);
            } catch (VedetteException e) {
                refusal = String.valueOf(e.getMessage());
            }
        }
    }

    /** Whether the end of an event is still to be written. */
    public boolean awaits(StoredEvent event) {
        return waiting.stream()
                .anyMatch(one -> one.camera().equals(event.camera())
                        && one.started().toEpochMilli() == event.started().toEpochMilli());
    }

    /** Why events wait, if any do. */
    public Optional<String> fault() {
        int count = waiting.size();
        return count == 0
                ? Optional.empty()
                : Optional.of((count == 1 ? "an event waits" : count + " events wait") + " to be written: " + refusal);
    }

    private void write(EndedEvent event) {
        long id = event.id().orElseGet(() -> number(event));
        folders.number(event.key(), id);
        if (event.id().isEmpty()) {
            began(event.withId(id));
        }
        Optional<StoredEvent> ended = store.end(
                id, event.ended(), event.peak(), event.peakScore(), event.severity(), event.place(), folders.bytes(id));
        folders.forget(event.key());
        ended.ifPresent(this::tell);
    }

    private void note(EndedEvent event) {
        AtomicFile.write(folders.note(event.key()), out -> JSON.writeValue(out, event));
    }

    /** Whoever listens must not keep an event from being written. */
    private void tell(StoredEvent event) {
        try {
            changed.accept(event);
        } catch (RuntimeException e) {
            LOG.error("event {} was not told to all", event.id(), e);
        }
    }
}
