package dev.vedette.server.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.store.OutboxStore;
import dev.vedette.server.store.OutboxStore.Message;
import dev.vedette.server.store.StoredEvent;
import dev.vedette.server.watch.CameraStatus;
import dev.vedette.server.watch.Trouble;
import dev.vedette.server.watch.WatchListener;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a webhook and an MQTT broker of events that begin and end, and of cameras in trouble. What does not arrive waits in the store and is
 * tried again after 10 seconds, 20, 40 … an hour, for three days. One that hangs delays no other. Thread-safe.
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
    private final List<Route> routes;
    private final OutboxStore outbox;
    private final Supplier<Instant> now;

    /** The way to a target, with a thread of its own, so that one that hangs delays no other. */
    private static final class Route {
        private final Target target;
        private final ScheduledExecutorService thread;
        private volatile Optional<String> fault = Optional.empty();

        Route(Target target) {
            this.target = target;
            this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread made = new Thread(work, "vedette-courier-" + target.name());
                made.setDaemon(true);
                return made;
            });
        }
    }

    /**
     * How telling goes.
     *
     * @param targets that are told; empty if nobody is
     * @param waiting messages that have not arrived
     * @param fault why the last one did not
     */
    public record Status(List<String> targets, long waiting, Optional<String> fault) {}

    public Courier(
            Optional<ServeConfig.Webhook> webhook,
            Optional<ServeConfig.Mqtt> broker,
            OutboxStore outbox,
            Supplier<Instant> now) {
        this.routes = Stream.<Optional<? extends Target>>of(webhook.map(Webhook::new), broker.map(MqttBroker::new))
                .flatMap(Optional::stream)
                .map(target -> new Route(target))
                .toList();
        this.outbox = outbox;
        this.now = now;
        for (Route route : routes) {
            var unused = route.thread.scheduleWithFixedDelay(() -> deliver(route), 1, 1, TimeUnit.SECONDS);
        }
    }

    @Override
    public void frame(String camera, CameraStatus status) {
        // Only events and troubles are told.
    }

    @Override
    public void state(String camera, CameraStatus status) {
        Optional<Trouble> now = status.trouble().filter(trouble -> trouble != Trouble.LIGHT);
        Optional<Trouble> last = Optional.ofNullable(troubles.get(camera));
        routes.forEach(route -> route.target.meet(camera));
        if (!routes.isEmpty() && !now.equals(last)) {
            now.ifPresentOrElse(trouble -> troubles.put(camera, trouble), () -> troubles.remove(camera));
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("kind", now.isPresent() ? "trouble" : "well");
            message.put("camera", camera);
            message.put("trouble", now.or(() -> last).map(Enum::name).orElse(""));
            post(text(message));
        }
    }

    @Override
    public void event(StoredEvent event) {
        if (!routes.isEmpty() && event.repeats() == 0) {
            post(message(event));
        }
    }

    private void post(String body) {
        routes.forEach(route -> {
            outbox.add(route.target.name(), body, now.get());
            route.thread.execute(() -> deliver(route));
        });
    }

    private static String message(StoredEvent event) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("kind", event.ended().isPresent() ? "ended" : "began");
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
            throw VedetteException.badConfiguration("nobody is told: name a webhook or mqtt in vedette.yaml");
        }
        String message = text(Map.of("kind", "test", "text", "Vedette can reach you"));
        routes.forEach(route -> {
            route.target.send(message);
            route.fault = Optional.empty();
        });
    }

    public Status status() {
        return new Status(
                routes.stream().map(route -> route.target.shown()).toList(),
                outbox.size(),
                routes.stream().flatMap(route -> route.fault.stream()).findFirst());
    }

    /** Sends what is due, to each until something does not arrive. */
    void deliver() {
        routes.forEach(this::deliver);
    }

    private void deliver(Route route) {
        synchronized (route) {
            try {
                Optional<Message> due = outbox.due(route.target.name(), now.get());
                while (due.isPresent() && send(route, due.get())) {
                    due = outbox.due(route.target.name(), now.get());
                }
            } catch (RuntimeException e) {
                LOG.warn("messages wait: {}", e.toString());
            }
        }
    }

    private boolean send(Route route, Message message) {
        try {
            route.target.send(message.body());
            outbox.remove(message.id());
            route.fault = Optional.empty();
            return true;
        } catch (VedetteException e) {
            route.fault = Optional.of(String.valueOf(e.getMessage()));
            if (message.created().plus(GIVEN_UP).isBefore(now.get())) {
                outbox.remove(message.id());
                return true;
            }
            outbox.later(message.id(), now.get().plus(wait(message.attempts())));
            return false;
        }
    }

    private static Duration wait(int attempts) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(MOST_DOUBLINGS, attempts));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** Breaks off what is being sent; it waits in the store. Nothing is written there afterwards. */
    @Override
    public void close() {
        routes.forEach(route -> route.thread.shutdownNow());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_END);
        try {
            for (Route route : routes) {
                if (!route.thread.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    LOG.warn("a message is still being sent after {} seconds", SECONDS_TO_END);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        routes.forEach(route -> route.target.close());
    }
}
