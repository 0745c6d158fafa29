package dev.vedette.video.scene;

import dev.vedette.frame.Box;
import java.util.List;
import java.util.Optional;

/**
 * An anomaly of a scene: what, when and where.
 *
 * @param what {@code cyclist}, {@code runner}, {@code van} or {@code bag}
 * @param firstFrame first frame in which it is seen, counted from 0
 * @param boxes where it is, in pixels, in each frame from the first on; at least one
 */
public record SceneEvent(String what, int firstFrame, List<Box> boxes) {
    public SceneEvent {
        boxes = List.copyOf(boxes);
    }

    public int lastFrame() {
        return firstFrame + boxes.size() - 1;
    }

    public boolean includes(int frame) {
        return frame >= firstFrame && frame <= lastFrame();
    }

    /** Where it is in a frame; empty outside of its time. */
    public Optional<Box> box(int frame) {
        return includes(frame) ? Optional.of(boxes.get(frame - firstFrame)) : Optional.empty();
    }
}
