package dev.vedette.engine;

/** Native floats that some steps of a plan write and read; placed in memory once all steps are known. Mutable while planning. */
final class Storage {
    private final long floats;
    private int firstStep = Integer.MAX_VALUE;
    private int lastStep = -1;
    private long offset = -1;

    Storage(long floats) {
        this.floats = floats;
    }

    long floats() {
        return floats;
    }

    void usedBy(int step) {
        firstStep = Math.min(firstStep, step);
        lastStep = Math.max(lastStep, step);
    }

    boolean livesTogetherWith(Storage other) {
        return firstStep <= other.lastStep && other.firstStep <= lastStep;
    }

    int firstStep() {
        return firstStep;
    }

    /** Place in a worker's memory, in floats. */
    long offset() {
        return offset;
    }

    void placeAt(long place) {
        offset = place;
    }
}
