package dev.vedette.engine;

import dev.vedette.engine.ActivationRanges.Range;
import dev.vedette.engine.onednn.Matrix;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sees the values between layers and keeps how far they reach. Thread-safe. */
final class RangeRecorder {
    private final Map<String, Range> extremes = new ConcurrentHashMap<>();

    /** A step that looks for the lowest and the highest value of a matrix. */
    Step extremes(String name, Matrix matrix) {
        return new Step.OfRows(List.of(matrix), (memory, samples) -> {
            float[] row = new float[matrix.columns()];
            for (int i = 0; i < matrix.rows(); i++) {
                memory.floats().get(matrix.index() + i * matrix.rowStride(), row);
                extremes.merge(name, range(row), RangeRecorder::both);
            }
        });
    }

    private static Range range(float[] row) {
        float low = row[0];
        float high = row[0];
        for (float value : row) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new Range(low, high);
    }

    private static Range both(Range a, Range b) {
        return new Range(Math.min(a.low(), b.low()), Math.max(a.high(), b.high()));
    }

    ActivationRanges ranges() {
        return new ActivationRanges(extremes);
    }
}
