package dev.vedette.server.watch;

import dev.vedette.frame.FrameSource;
import dev.vedette.server.config.CameraConfig;

/** Connects cameras. */
@FunctionalInterface
public interface FrameFeeds {
    /**
     * The frames of a camera from now on. Closing it, from any thread, ends a {@code next()} that waits.
     *
     * @param round how often the camera was connected before
     */
    FrameSource open(CameraConfig camera, long round);
}
