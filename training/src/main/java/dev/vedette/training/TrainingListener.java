package dev.vedette.training;

/** Hears how learning goes on. Called from the thread that learns; methods that are not wanted need not be written. */
public interface TrainingListener {
    /** Footage is being read. */
    default void reading(String video, long framesOfAll) {}

    /** Learning starts or goes on from a checkpoint. What was heard before of this or a later step is void. */
    default void started(Phase phase, int step, int steps) {}

    /**
     * A step is done.
     *
     * @param step counted from 1
     * @param loss a sample's, mean of the batch
     * @param framesPerSecond samples a second, lately
     */
    default void step(Phase phase, int step, int steps, double loss, double framesPerSecond) {}

    /** The network was tried on held-out footage. */
    default void validated(ValidationPoint point) {}

    /** Normal footage is being watched to fit the threshold. */
    default void watching(long frames, long ofAll) {}

    /** Something worth a line. */
    default void note(String text) {}
}
