package dev.vedette.engine.onednn;

/** Which memory a storage lies in. */
public enum Region {
    /** Of one worker: nothing stays in it when the worker goes on to another sample. */
    WORKER,
    /** Of one sample of a batch. */
    SAMPLE,
    /** Of a group of samples that add to the same sums. */
    LANE
}
