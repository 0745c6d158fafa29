package dev.vedette.server.watch;

import dev.vedette.server.store.StoredEvent;

/** Hears what happens at the cameras, from many threads; must not take long. */
public interface WatchListener {
    /** A frame came or was scored. */
    void frame(String camera, CameraStatus status);

    /** A camera's state changed. */
    void state(String camera, CameraStatus status);

    /** An event began, ended or was repeated. */
    void event(StoredEvent event);

    /** A camera was removed; nothing is heard of it any more, unless another takes its name. */
    void removed(String camera);
}
