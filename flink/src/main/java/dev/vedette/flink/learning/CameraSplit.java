package dev.vedette.flink.learning;

import dev.vedette.flink.CameraVideo;
import dev.vedette.flink.work.Work;
import java.util.List;

/**
 * A camera to learn. How far it is lies in its run's folder.
 *
 * @param videos all of its footage, in order
 * @param progress steps that need not be learned again when it is begun elsewhere
 */
record CameraSplit(String camera, List<CameraVideo> videos, long progress) implements Work {
    @Override
    public String splitId() {
        return camera;
    }

    CameraSplit at(long progressNow) {
        return new CameraSplit(camera, videos, progressNow);
    }
}
