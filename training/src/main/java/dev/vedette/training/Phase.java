package dev.vedette.training;

/** What learns. */
public enum Phase {
    /** Encoder and teacher decoder, from the frames. */
    TEACHER,
    /** The student's own block, norm and prediction, from the frozen teacher. */
    STUDENT
}
