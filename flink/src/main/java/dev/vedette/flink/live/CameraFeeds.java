package dev.vedette.flink.live;

import dev.vedette.frame.FrameSource;
import dev.vedette.video.camera.DecoderProcess;
import java.io.Serializable;

/** Connects the cameras of a worker. */
@FunctionalInterface
interface CameraFeeds extends Serializable {
    /** Decoders in processes of their own, so that none can take its worker with it. */
    CameraFeeds DECODERS = (camera, round, from) -> DecoderProcess.start(camera.order(round, from));

    /**
     * A camera's frames. Closing it, from any thread, ends a {@code next()} that waits. After the end, {@code next()} gives the next round of
     * a file or the street.
     *
     * @param round of a file or the street: how often it was shown before
     * @param from number of the first frame of a file or the street that is wanted
     */
    FrameSource open(CameraSpec camera, long round, long from);
}
