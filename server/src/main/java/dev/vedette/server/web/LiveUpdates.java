package dev.vedette.server.web;

import dev.vedette.server.learning.LearningStatus;
import dev.vedette.server.store.StoredEvent;
import dev.vedette.server.watch.CameraStatus;
import dev.vedette.server.watch.WatchListener;
import io.javalin.http.sse.SseClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Tells open pages at once what happens. A thread of its own writes, so that a page behind a slow line delays no watch; what it cannot take
 * is left out, because the next message of a camera says it anew. Thread-safe.
 */
public final class LiveUpdates implements WatchListener, AutoCloseable {
    private static final int MOST_CLIENTS = 64;
    private static final int MOST_WAITING = 1000;
    private static final long HEARTBEAT_SECONDS = 5;
    private static final long FRAME_INTERVAL = TimeUnit.MILLISECONDS.toNanos(150);
    private static final long LEARNING_INTERVAL = TimeUnit.MILLISECONDS.toNanos(500);

    /** Whether they may still be told. */
    private final Map<SseClient, BooleanSupplier> clients = new ConcurrentHashMap<>();

    private final Map<String, Long> told = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
                Thread made = new Thread(work, "vedette-live");
                made.setDaemon(true);
                return made;
            });

    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "vedette-live-heart");
        made.setDaemon(true);
        return made;
    });

    /**
     * Keeps connections alive on which nothing happens, and ends those of whoever was logged out.
     *
     * @param problems what is wrong with the server, by name
     */
    public LiveUpdates(Supplier<Map<String, String>> problems) {
        var unused = heart.scheduleWithFixedDelay(
                () -> {
                    write(this::sendAway);
                    send("alive", Map.of("problems", problems.get()));
                },
                HEARTBEAT_SECONDS,
                HEARTBEAT_SECONDS,
                TimeUnit.SECONDS);
    }

    /**
     * Takes a page in.
     *
     * @param known whether whoever asked may still be told; asked again and again
     */
    void join(SseClient client, BooleanSupplier known) {
        if (clients.size() >= MOST_CLIENTS) {
            client.close();
            return;
        }
        client.keepAlive();
        client.onClose(() -> clients.remove(client));
        clients.put(client, known);
        client.sendComment("welcome");
    }

    @Override
    public void frame(String camera, CameraStatus status) {
        if (clients.isEmpty() || tooSoon("frame " + camera, FRAME_INTERVAL)) {
            return;
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("camera", camera);
        status.score().ifPresent(score -> message.put("score", score));
        status.threshold().ifPresent(threshold -> message.put("threshold", threshold));
        message.put("alarm", status.alarm());
        message.put("framesPerSecond", status.framesPerSecond());
        send("frame", message);
    }

    @Override
    public void state(String camera, CameraStatus status) {
        send("state", Map.of("camera", camera, "status", status));
    }

    @Override
    public void event(StoredEvent event) {
        send("event", event);
    }

    @Override
    public void removed(String camera) {
        send("removed", Map.of("camera", camera));
    }

    /** Learning goes on. */
    public void learning(LearningStatus status) {
        if (status.over() || !tooSoon("learning " + status.camera(), LEARNING_INTERVAL)) {
            send("learning", status);
        }
    }

    private boolean tooSoon(String what, long interval) {
        long now = System.nanoTime();
        Long last = told.get(what);
        if (last != null && now - last < interval) {
            return true;
        }
        told.put(what, now);
        return false;
    }

    private void send(String kind, Object message) {
        if (clients.isEmpty()) {
            return;
        }
        String json = Json.text(message);
        write(() -> clients.keySet().forEach(client -> send(client, kind, json)));
    }

    private void sendAway() {
        clients.forEach((client, known) -> {
            if (!known.getAsBoolean()) {
                client.close();
            }
        });
    }

    private void write(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            // The pages are too slow, and will see the next one.
        }
    }

    private void send(SseClient client, String kind, String json) {
        if (client.terminated()) {
            clients.remove(client);
        } else {
            client.sendEvent(kind, json);
        }
    }

    @Override
    public void close() {
        heart.shutdownNow();
        thread.shutdownNow();
        clients.keySet().forEach(SseClient::close);
    }
}
