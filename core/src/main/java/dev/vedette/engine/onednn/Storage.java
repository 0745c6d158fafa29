package dev.vedette.engine.onednn;

/** Native floats that some steps of a plan write and read; placed in memory once all steps are known. Mutable while planning. */
public final class Storage {
    private final long floats;
    private Region region;
    private int firstStep = Integer.MAX_VALUE;
    private int lastStep = -1;
    private long offset = -1;

    public Storage(long floats, Region region) {
        this.floats = floats;
        this.region = region;
    }

    long floats() {
        return floats;
    }

    public Region region() {
        return region;
    }

    public void moveTo(Region other) {
        region = other;
    }

    /** Keeps the storage's values from being overwritten between its first and its last step. */
    public void usedBy(int step) {
        firstStep = Math.min(firstStep, step);
        lastStep = Math.max(lastStep, step);
    }

    boolean livesTogetherWith(Storage other) {
        return firstStep <= other.lastStep && other.firstStep <= lastStep;
    }

    public int firstStep() {
        return firstStep;
    }

    public int lastStep() {
        return lastStep;
    }

    /** Place in its region, in floats. */
    public long offset() {
        return offset;
    }

    void placeAt(long place) {
        offset = place;
    }
}
