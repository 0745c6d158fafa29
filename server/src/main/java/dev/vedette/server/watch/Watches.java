package dev.vedette.server.watch;

import dev.vedette.server.config.CameraConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** All cameras that are watched. Thread-safe. */
public final class Watches implements AutoCloseable {
    private final Surroundings surroundings;
    private final Map<String, CameraWatch> cameras = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "vedette-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    public Watches(Surroundings surroundings) {
        this.surroundings = surroundings;
        var unused = watchdog.scheduleWithFixedDelay(
                () -> cameras.values().forEach(CameraWatch::check), 1, 1, TimeUnit.SECONDS);
    }

    /** Begins to watch a camera; one of the same name ends. */
    public synchronized void put(CameraConfig config, Optional<ActiveDetector> detector) {
        end(config.name());
        CameraWatch watch = new CameraWatch(config, surroundings);
        watch.use(detector);
        cameras.put(config.name(), watch);
        watch.start();
    }

    /** Has a changed configuration of a camera hold, without connecting anew where its frames stay the same. */
    public synchronized void change(CameraConfig config) {
        find(config.name()).ifPresent(watch -> watch.change(config));
    }

    public synchronized void remove(String name) {
        if (end(name)) {
            surroundings.listener().removed(name);
        }
    }

    /** @return whether it was watched */
    private boolean end(String name) {
        CameraWatch watch = cameras.remove(name);
        if (watch != null) {
            watch.close();
        }
        return watch != null;
    }

    public synchronized void removeWithFootage(String name) {
        remove(name);
        clear(name);
    }

    /** Ends the watch at a camera that comes back as another one, and deletes its buffered footage. */
    public synchronized void clear(String name) {
        end(name);
        FootageBuffer.delete(surroundings.buffers().resolve(name));
    }

    /** Has another detector watch from the next frame on. */
    public void use(String name, Optional<ActiveDetector> detector) {
        find(name).ifPresent(watch -> watch.use(detector));
    }

    /** Has no detector watch any more. @param why for a person */
    public void useNone(String name, String why) {
        find(name).ifPresent(watch -> watch.useNone(why));
    }

    /** In order of their names. */
    public List<CameraConfig> configs() {
        return cameras.values().stream().map(CameraWatch::config).toList();
    }

    public Optional<CameraConfig> config(String name) {
        return find(name).map(CameraWatch::config);
    }

    public Optional<CameraStatus> status(String name) {
        return find(name).map(CameraWatch::status);
    }

    /**
     * What a camera shows now, as a JPEG file; empty before its first frame.
     *
     * @param heat with the heat map over it
     * @param width most pixels in a row
     */
    public Optional<byte[]> picture(String name, boolean heat, int width) {
        return find(name).flatMap(watch -> watch.picture(heat, width));
    }

    /** A camera's scores of the last minutes, oldest first. */
    public List<ScoreHistory.Point> scores(String name) {
        return find(name).map(CameraWatch::scores).orElse(List.of());
    }

    /** The buffered footage of a network camera, oldest first. */
    public List<Path> buffered(String name) {
        return FootageBuffer.videos(surroundings.buffers().resolve(name));
    }

    /** How long the buffered footage of a network camera is. */
    public Duration bufferedLength(String name) {
        return FootageBuffer.length(surroundings.buffers().resolve(name));
    }

    private Optional<CameraWatch> find(String name) {
        return Optional.ofNullable(cameras.get(name));
    }

    /** Ends all watches at once, within seconds. */
    @Override
    public synchronized void close() {
        watchdog.shutdownNow();
        cameras.values().parallelStream().forEach(CameraWatch::close);
        cameras.clear();
    }
}
