package dev.vedette.model;

import java.util.List;

/**
 * One named tensor of a network's weights.
 *
 * @param name the authors' key, for instance {@code blocks.0.attn.proj_q.weight}
 */
public record WeightSpec(String name, List<Integer> shape, Kind kind) {
    /** What learning does with it. */
    public enum Kind {
        /** Learned. */
        PARAMETER,
        /** BatchNorm statistic: follows the data, has no gradient. */
        STATISTIC,
        /** BatchNorm's count of batches: a whole number. */
        COUNTER,
        /** Zeros of the unused morphology kernels: stored, never read. */
        FIXED
    }

    public int[] shapeArray() {
        return shape.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether it belongs to what only the student has (its block, norm and prediction). */
    public boolean ofStudent() {
        return name.startsWith("decoder_student_");
    }

    /** Weight decay applies to parameters of two or more dimensions (the authors' grouping). */
    public boolean decays() {
        return kind == Kind.PARAMETER && shape.size() > 1;
    }
}
