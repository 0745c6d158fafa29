package dev.vedette.server;

import dev.vedette.server.store.StoredEvent;
import dev.vedette.server.watch.CameraStatus;
import dev.vedette.server.watch.WatchListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes what happens at the cameras on to everybody who wants to know, and writes the log. Thread-safe. */
final class Heard implements WatchListener {
    private static final Logger LOG = LoggerFactory.getLogger(Heard.class);

    private final List<WatchListener> listeners = new CopyOnWriteArrayList<>();

    void add(WatchListener listener) {
        listeners.add(listener);
    }

    @Override
    public void frame(String camera, CameraStatus status) {
        listeners.forEach(listener -> listener.frame(camera, status));
    }

    @Override
    public void state(String camera, CameraStatus status) {
        LOG.info(
                "camera={} state={} fault=\"{}\"",
                camera,
                status.state(),
                status.fault().orElse(""));
        listeners.forEach(listener -> listener.state(camera, status));
    }

    @Override
    public void event(StoredEvent event) {
        LOG.info(
                "event={} camera={} started={} ended={} score={} repeats={}",
                event.id(),
                event.camera(),
                event.started(),
                event.ended().map(Object::toString).orElse(""),
                event.peakScore(),
                event.repeats());
        listeners.forEach(listener -> listener.event(event));
    }

    @Override
    public void removed(String camera) {
        LOG.info("camera={} removed", camera);
        listeners.forEach(listener -> listener.removed(camera));
    }
}
