package dev.vedette.detection;

/** In which numbers a detector's network is computed. */
public enum Precision {
    /**
     * 8-bit integers where the processor is fast at them and this detector's scores on held-out footage correlate with the exact ones as {@link Quantisation#faithful} says; float32
     * otherwise.
     */
    AUTO,
    /** Exact. */
    FLOAT32,
    /** 8-bit integers in the matrix products, float32 elsewhere. */
    INT8
}
