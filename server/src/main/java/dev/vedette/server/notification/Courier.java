package dev.vedette.server.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.store.OutboxStore;
import dev.vedette.server.store.OutboxStore.Letter;
import dev.vedette.server.store.StoredEvent;
import dev.vedette.server.store.TroubleStore;
import dev.vedette.server.watch.CameraStatus;
import dev.vedette.server.watch.CameraStatus.State;
import dev.vedette.server.watch.EventFolders;
import dev.vedette.server.watch.Trouble;
import dev.vedette.server.watch.WatchListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a webhook, an MQTT broker and people by mail of events that begin and end, and of cameras in trouble or lost. What does not arrive waits in the store and is
 * tried again after 10 seconds, 20, 40 … an hour, for three days. One that hangs delays no other. Thread-safe.
 */
public final class Courier implements WatchListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SECONDS_TO_END = 3;
    private static final Duration CLOCK_WAS_SET = Duration.ofSeconds(1);

    /** Nobody is told of a camera that comes back sooner: networks mend themselves, and cameras start anew at night. */
    private static final Duration LOST_AFTER = Duration.ofMinutes(1);

    /** By then it is known what is wrong with a camera that was connected anew, or that nothing is. */
    private static final Duration JUDGED_AFTER = Duration.ofMinutes(2);

    /** What was told of cameras. Its lock is held while it is decided what is to be told, so that it is told in its order. */
    private final Map<String, Trouble> troubles = new HashMap<>();
    /** All cameras as they are now; under the same lock. */
    private final Map<String, Sight> cameras = new HashMap<>();
    /** By what the configuration says of their targets. */
    private volatile Map<Record, Route> routes = Map.of();
    /** What the outbox has not taken yet. */
    private final Queue<Notice> unwritten = new ConcurrentLinkedQueue<>();

    private volatile Instant looked;
    private final EventFolders folders;
    private final OutboxStore outbox;
    private final TroubleStore told;
    private final Supplier<Instant> now;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "vedette-courier");
        made.setDaemon(true);
        return made;
    });

    /**
     * How a camera is.
     *
     * @param since when its state began
     */
    private record Sight(State state, Instant since, Optional<Trouble> trouble) {
        private static Sight of(CameraStatus status) {
            return new Sight(
                    status.state(), status.since(), status.trouble().filter(trouble -> trouble != Trouble.LIGHT));
        }

        private boolean seen() {
            return state == State.WATCHING || state == State.UNLEARNED;
        }

        /** The clock may have been set back. */
        private Sight notAfter(Instant now) {
            return since.isAfter(now) ? new Sight(state, now, trouble) : this;
        }

        /** Whether it has been like that for so long. */
        private boolean lasted(Duration time, Instant now) {
            return !since.plus(time).isAfter(now);
        }

        /** What is to be told, what was told being known. */
        private Optional<Trouble> told(Optional<Trouble> before, Instant now) {
            if (!seen()) {
                boolean lost = state != State.ENDED && lasted(LOST_AFTER, now);
                // A camera that is not seen is not well for that.
                return lost ? Optional.of(Trouble.LOST) : before;
            }
            boolean known = before.equals(Optional.of(Trouble.LOST)) || lasted(JUDGED_AFTER, now);
            return trouble.isPresent() || known ? trouble : before;
        }
    }

    /**
     * Of a camera.
     *
     * @param trouble that it is in from now on
     * @param letter that tells it
     */
    private record Notice(String camera, Optional<Trouble> trouble, Optional<Letter> letter) {}

    /**
     * How telling goes.
     *
     * @param targets that are told; empty if nobody is
     * @param waiting messages that have not arrived; empty while the store is away
     * @param fault why the last one did not
     */
    public record Status(List<String> targets, Optional<Long> waiting, Optional<String> fault) {}

    /**
     * Tells whom a configuration names.
     *
     * @param folders with the pictures of events
     */
    public Courier(
            ServeConfig config, EventFolders folders, OutboxStore outbox, TroubleStore told, Supplier<Instant> now) {
        this.folders = folders;
        this.outbox = outbox;
        this.told = told;
        this.now = now;
        told.all().forEach((camera, trouble) -> troubles.put(camera, Trouble.valueOf(trouble)));
        this.looked = now.get();
        tell(config);
        var unused = clock.scheduleWithFixedDelay(this::go, 1, 1, TimeUnit.SECONDS);
    }

    /** Tells whom a configuration names from now on; what waits for one of the same kind goes to the new one. */
    public synchronized void tell(ServeConfig config) {
        Map<Record, Route> next = new LinkedHashMap<>();
        config.webhook().ifPresent(wanted -> next.put(wanted, route(wanted, Webhook::new)));
        config.mqtt().ifPresent(wanted -> next.put(wanted, route(wanted, MqttBroker::new)));
        config.email().ifPresent(wanted -> next.put(wanted, route(wanted, email -> new Email(email, folders, now))));
        List<Route> left = routes.values().stream()
                .filter(route -> !next.containsValue(route))
                .toList();
        routes = next;
        synchronized (troubles) {
            cameras.keySet().forEach(this::meet);
        }
        end(left);
    }

    /** The route that there is already, or a new one. */
    private <T extends Record> Route route(T wanted, Function<T, Target> made) {
        Route before = routes.get(wanted);
        return before == null ? new Route(made.apply(wanted), outbox, now) : before;
    }

    /** Breaks off what is being sent on routes; it waits in the store. Nothing is written there afterwards. */
    private static void end(Collection<Route> routes) {
        routes.forEach(Route::breakOff);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_END);
        routes.forEach(route -> route.close(end));
    }

    private Stream<Target> targets() {
        return routes.values().stream().map(Route::target);
    }

    @Override
    public void frame(String camera, CameraStatus status) {
        // Only events and troubles are told.
    }

    @Override
    public void state(String camera, CameraStatus status) {
        synchronized (troubles) {
            if (cameras.put(camera, Sight.of(status)) == null) {
                meet(camera);
            }
        }
        go();
    }

    private void meet(String camera) {
        targets().forEach(target -> target.meet(camera, troubles.containsKey(camera)));
    }

    private void lookAtTheCameras() {
        Instant here = now.get();
        synchronized (troubles) {
            cameras.replaceAll((camera, sight) -> sight.notAfter(here));
            cameras.forEach((camera, sight) -> {
                Optional<Trouble> before = Optional.ofNullable(troubles.get(camera));
                Optional<Trouble> next = sight.told(before, here);
                if (!routes.isEmpty() && !next.equals(before)) {
                    tell(camera, before, next);
                }
            });
        }
    }

    private void tell(String camera, Optional<Trouble> before, Optional<Trouble> next) {
        next.ifPresentOrElse(trouble -> troubles.put(camera, trouble), () -> troubles.remove(camera));
        meet(camera);
        Map<String, Object> message = new LinkedHashMap<>();
        String kind = next.isPresent() ? "trouble" : "well";
        message.put("kind", kind);
        message.put("camera", camera);
        message.put("at", now.get().toString());
        message.put("trouble", next.or(() -> before).map(Enum::name).orElse(""));
        unwritten.add(new Notice(camera, next, letter(kind, "camera " + camera, text(message))));
    }

    @Override
    public void removed(String camera) {
        synchronized (troubles) {
            cameras.remove(camera);
            if (troubles.remove(camera) != null) {
                unwritten.add(new Notice(camera, Optional.empty(), Optional.empty()));
            }
            targets().forEach(target -> target.forget(camera));
        }
    }

    /** Of cameras that were removed while no server ran nothing is known any more. */
    public void knowOnly(Collection<String> names) {
        Set<String> others;
        synchronized (troubles) {
            others = new HashSet<>(troubles.keySet());
        }
        others.removeAll(names);
        others.forEach(this::removed);
    }

    /** What is to be told of an event, for the store to keep together with it. */
    public Optional<Letter> letter(StoredEvent event) {
        return letter(kind(event), "event " + event.id(), message(event));
    }

    private Optional<Letter> letter(String kind, String about, String body) {
        List<String> told =
                targets().filter(target -> target.wants(kind)).map(Target::name).toList();
        return told.isEmpty() ? Optional.empty() : Optional.of(new Letter(told, body, now.get(), Optional.of(about)));
    }

    /** What is to be told of it is in the store by now. */
    @Override
    public void event(StoredEvent event) {
        go();
    }

    private void go() {
        lookAtTheClock();
        lookAtTheCameras();
        write();
        routes.values().forEach(Route::wake);
    }

    /** When somebody sets the clock back, what waits does not wait for the time of before to come again. */
    private void lookAtTheClock() {
        Instant before = looked;
        Instant here = now.get();
        if (here.isBefore(before.minus(CLOCK_WAS_SET))) {
            try {
                outbox.hurry(here);
            } catch (VedetteException e) {
                LOG.warn("messages may wait longer, because the clock was set: {}", e.getMessage());
                return;
            }
        }
        looked = here;
    }

    /** Puts messages of cameras into the outbox; while the store does not answer they are only remembered. */
    private void write() {
        synchronized (unwritten) {
            try {
                while (!unwritten.isEmpty()) {
                    Notice next = unwritten.element();
                    told.put(next.camera, next.trouble.map(Enum::name), next.letter);
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
        if (routes.isEmpty()) {
            throw VedetteException.badConfiguration("nobody is told: name a webhook, mqtt or email in vedette.yaml");
        }
        String message = text(Map.of("kind", "test", "text", "Vedette can reach you"));
        routes.values().forEach(route -> route.send(message));
    }

    public Status status() {
        return new Status(
                targets().map(Target::shown).toList(),
                waiting(),
                routes.values().stream()
                        .flatMap(route -> route.fault().stream())
                        .findFirst());
    }

    private Optional<Long> waiting() {
        try {
            return Optional.of(
                    targets().mapToLong(target -> outbox.size(target.name())).sum());
        } catch (VedetteException e) {
            return Optional.empty();
        }
    }

    /** Sends what is due and waits for it, to each until something does not arrive. */
    void deliver() {
        lookAtTheCameras();
        write();
        routes.values().forEach(Route::deliver);
    }

    /** Breaks off what is being sent; it waits in the store. Nothing is written there afterwards. */
    @Override
    public synchronized void close() {
        clock.shutdownNow();
        end(routes.values());
        try {
            if (!clock.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.warn("messages are still being written after {} seconds", SECONDS_TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
