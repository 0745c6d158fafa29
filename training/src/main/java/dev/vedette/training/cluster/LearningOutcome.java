package dev.vedette.training.cluster;

import java.util.List;

/**
 * What came of a job.
 *
 * @param learned cameras that have a new detector
 * @param setAside cameras that could not be learned, in order of their names
 */
public record LearningOutcome(List<String> learned, List<SetAside> setAside) {
    /** A camera that was given up. */
    public record SetAside(String camera, String reason) {}
}
