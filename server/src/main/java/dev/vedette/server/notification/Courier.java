package dev.vedette.server.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.store.OutboxStore;
import dev.vedette.server.store.OutboxStore.Message;
import dev.vedette.server.store.StoredEvent;
import dev.vedette.server.watch.CameraStatus;
import dev.vedette.server.watch.EventFolders;
import dev.vedette.server.watch.Trouble;
import dev.vedette.server.watch.WatchListener;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a webhook, an MQTT broker and people by mail of events that begin and end, and of cameras in trouble. What does not arrive waits in the store and is
 * tried again after 10 seconds, 20, 40 … an hour, for three days. Thread-safe.
 */
public final class Courier implements WatchListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration GIVEN_UP = Duration.ofDays(3);
    private static final int MOST_DOUBLINGS = 9;
    private static final long SECONDS_TO_END = 3;

    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
    private final Set<String> cameras = ConcurrentHashMap.newKeySet();
    /** By what was said of them. */
    private volatile Map<Record, Target> targets = Map.of();
    /** What the outbox has not taken yet. */
    private final Queue<Unwritten> unwritten = new ConcurrentLinkedQueue<>();

    private record Unwritten(List<String> targets, String body) {}

    private final EventFolders folders;
    private final OutboxStore outbox;
    private final Supplier<Instant> now;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "vedette-courier");
        made.setDaemon(true);
        return made;
    });
    private volatile Optional<String> fault = Optional.empty();

    /**
     * How telling goes.
     *
     * @param targets that are told; empty if nobody is
     * @param waiting messages that have not arrived
     * @param fault why the last one did not
     */
    public record Status(List<String> targets, long waiting, Optional<String> fault) {}

    /**
     * Tells whom a configuration names.
     *
     * @param folders with the pictures of events
     */
    public Courier(ServeConfig config, EventFolders folders, OutboxStore outbox, Supplier<Instant> now) {
        this.folders = folders;
        this.outbox = outbox;
        this.now = now;
        tell(config);
        var unused = thread.scheduleWithFixedDelay(this::deliver, 1, 1, TimeUnit.SECONDS);
    }

    /** Tells whom a configuration names from now on; what waits for one of the same kind goes to the new one. */
    public synchronized void tell(ServeConfig config) {
        Map<Record, Target> before = targets;
        Map<Record, Target> next = new LinkedHashMap<>();
        config.webhook().ifPresent(wanted -> next.put(wanted, target(wanted, Webhook::new)));
        config.mqtt().ifPresent(wanted -> next.put(wanted, target(wanted, MqttBroker::new)));
        config.email().ifPresent(wanted -> next.put(wanted, target(wanted, email -> new Email(email, folders, now))));
        targets = next;
        before.values().stream().filter(old -> !next.containsValue(old)).forEach(Target::close);
    }

    /** The target that is told already, or a new one. */
    private <T extends Record> Target target(T wanted, Function<T, Target> made) {
        Target before = targets.get(wanted);
        if (before != null) {
            return before;
        }
        Target target = made.apply(wanted);
        cameras.forEach(target::meet);
        return target;
    }

    @Override
    public void frame(String camera, CameraStatus status) {
        // Only events and troubles are told.
    }

    @Override
    public void state(String camera, CameraStatus status) {
        Optional<Trouble> now = status.trouble().filter(trouble -> trouble != Trouble.LIGHT);
        Optional<Trouble> last = Optional.ofNullable(troubles.get(camera));
        cameras.add(camera);
        targets.values().forEach(target -> target.meet(camera));
        if (!targets.isEmpty() && !now.equals(last)) {
            now.ifPresentOrElse(trouble -> troubles.put(camera, trouble), () -> troubles.remove(camera));
            Map<String, Object> message = new LinkedHashMap<>();
            String kind = now.isPresent() ? "trouble" : "well";
            message.put("kind", kind);
            message.put("camera", camera);
            message.put("trouble", now.or(() -> last).map(Enum::name).orElse(""));
            post(kind, text(message));
        }
    }

    @Override
    public void event(StoredEvent event) {
        if (!targets.isEmpty() && event.repeats() == 0) {
            post(kind(event), message(event));
        }
    }

    private void post(String kind, String body) {
        unwritten.add(new Unwritten(
                targets.values().stream()
                        .filter(target -> target.wants(kind))
                        .map(Target::name)
                        .toList(),
                body));
        write();
        if (!thread.isShutdown()) {
            thread.execute(this::deliver);
        }
    }

    /** Puts messages into the outbox; while the store does not answer they are only remembered. */
    private void write() {
        synchronized (unwritten) {
            try {
                while (!unwritten.isEmpty()) {
                    Unwritten next = unwritten.element();
                    outbox.add(next.targets(), next.body(), now.get());
                    unwritten.remove();
                }
            } catch (VedetteException e) {
                LOG.warn("{} messages wait for the store: {}", unwritten.size(), e.getMessage());
                while (unwritten.size() > OutboxStore.MOST) {
                    unwritten.remove();
                }
            }
        }
    }

    private static String kind(StoredEvent event) {
        return event.ended().isPresent() ? "ended" : "began";
    }

    private static String message(StoredEvent event) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("kind", kind(event));
        message.put("event", event.id());
        message.put("camera", event.camera());
        message.put("started", event.started().toString());
        event.ended().ifPresent(ended -> message.put("ended", ended.toString()));
        message.put("score", event.peakScore());
        message.put("threshold", event.threshold());
        event.severity().ifPresent(days -> message.put("rarityDays", days));
        message.put("page", "/#/event/" + event.id());
        return text(message);
    }

    private static String text(Map<String, Object> message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw VedetteException.internal("a message does not become JSON", e);
        }
    }

    /**
     * Sends a message now and waits for it to arrive.
     *
     * @throws VedetteException bad configuration, when nobody is to be told; device, when it does not arrive
     */
    public void test() {
        if (targets.isEmpty()) {
            throw VedetteException.badConfiguration("nobody is told: name a webhook, mqtt or email in vedette.yaml");
        }
        String message = text(Map.of("kind", "test", "text", "Vedette can reach you"));
        targets.values().forEach(target -> target.send(message));
        fault = Optional.empty();
    }

    public Status status() {
        return new Status(targets.values().stream().map(Target::shown).toList(), outbox.size(), fault);
    }

    /** Sends what is due, until something does not arrive. */
    synchronized void deliver() {
        write();
        try {
            targets.values().forEach(this::deliver);
        } catch (RuntimeException e) {
            LOG.warn("messages wait: {}", e.toString());
        }
    }

    private void deliver(Target target) {
        boolean goesOn = true;
        while (goesOn && !target.rests()) {
            List<Message> due = outbox.due(target.name(), now.get(), target.atOnce());
            goesOn = !due.isEmpty() && send(target, due);
        }
    }

    private boolean send(Target target, List<Message> messages) {
        try {
            target.send(messages.stream().map(Message::body).toList());
            messages.forEach(message -> outbox.remove(message.id()));
            fault = Optional.empty();
            return true;
        } catch (VedetteException e) {
            fault = Optional.of(String.valueOf(e.getMessage()));
            LOG.warn("{} messages wait: {}", messages.size(), e.getMessage(), e.getCause());
            messages.forEach(this::later);
            return false;
        }
    }

    private void later(Message message) {
        if (message.created().plus(GIVEN_UP).isBefore(now.get())) {
            outbox.remove(message.id());
        } else {
            outbox.later(message.id(), now.get().plus(wait(message.attempts())));
        }
    }

    private static Duration wait(int attempts) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(MOST_DOUBLINGS, attempts));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** Breaks off what is being sent; it waits in the store. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.warn("a message is still being sent after {} seconds", SECONDS_TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        targets.values().forEach(Target::close);
    }
}
