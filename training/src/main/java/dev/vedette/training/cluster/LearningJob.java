package dev.vedette.training.cluster;

import dev.vedette.fault.VedetteException;
import dev.vedette.training.recipe.Settings;

/**
 * Cameras, each to be learned from all of its footage.
 *
 * @param footage folder, path or URI that every machine sees; a camera is a folder directly below it, and its videos lie anywhere below
 *     that; videos directly in {@code footage} are those of one camera of this folder's name
 * @param detectors folder, a path that every machine sees; each camera's detector becomes {@code CAMERA.vedette} in it. One that is
 *     broken off leaves its run in {@code runs/CAMERA}, from which the same job goes on
 * @param again whether cameras that have a detector are learned too; otherwise they are left alone
 * @param settings how all cameras are learned
 * @param seed of all random choices
 * @param threads that learn one camera; 0 for the cores of a machine shared between its slots
 * @param slots cameras that are learned at once; at least 1
 * @param tries how often a camera is begun without getting on, at least 1, before it is set aside
 */
public record LearningJob(
        String footage,
        String detectors,
        boolean again,
        Settings settings,
        long seed,
        int threads,
        int slots,
        int tries) {
    public LearningJob {
        if (slots < 1 || tries < 1 || threads < 0) {
            throw VedetteException.badConfiguration("slots " + slots + ", tries " + tries + ", threads " + threads
                    + ": expected whole numbers of at least 1 (threads: or 0)");
        }
    }
}
