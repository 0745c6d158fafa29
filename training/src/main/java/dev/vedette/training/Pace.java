package dev.vedette.training;

/** Samples a second over the last steps. Not thread-safe. */
final class Pace {
    private static final double MEMORY = 0.95;

    private long last = System.nanoTime();
    private double samples;
    private double seconds;

    void did(int moreSamples) {
        long now = System.nanoTime();
        samples = samples * MEMORY + moreSamples;
        seconds = seconds * MEMORY + (now - last) / 1e9;
        last = now;
    }

    double perSecond() {
        return samples / seconds;
    }
}
