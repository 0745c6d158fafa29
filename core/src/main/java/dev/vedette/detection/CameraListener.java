package dev.vedette.detection;

/**
 * Learns what becomes known of one camera. One call at a time, in order, on the pool's threads, whose time it takes: what
 * lasts belongs elsewhere. A listener that throws has its camera taken out as failed.
 */
public interface CameraListener {
    /** Scores and events, as {@link StreamDetector} gives them; frames that were dropped are missing. */
    void found(StreamDetector.Findings findings);

    /** The camera has ended, and all that was known of it has been told. The last call, unless it failed. */
    void ended();

    /** Scoring, assembling or this listener failed, and the camera was taken out. The last call. */
    void failed(Throwable fault);
}
