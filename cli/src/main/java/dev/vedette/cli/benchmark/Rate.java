package dev.vedette.cli.benchmark;

import java.util.concurrent.CancellationException;

/** How often something can be done in a second. */
final class Rate {
    private Rate() {}

    /** Does something once and says how many frames that was. */
    @FunctionalInterface
    interface Work {
        int frames();
    }

    /** Frames a second over at least {@code seconds} and two turns, after one turn that is not counted. */
    static double of(double seconds, Work work) {
        work.frames();
        long start = System.nanoTime();
        long frames = 0;
        int turns = 0;
        while (turns < 2 || System.nanoTime() - start < seconds * 1e9) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException();
            }
            frames += work.frames();
            turns++;
        }
        return frames / ((System.nanoTime() - start) / 1e9);
    }
}
