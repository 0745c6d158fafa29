package dev.vedette.engine;

import java.util.Optional;

/**
 * In which numbers a plan computes.
 *
 * @param quantised layers to compute as integers; float32 where there are none
 * @param recorder looks at the values of a float32 plan
 */
record Arithmetic(Optional<QuantisedLayers> quantised, Optional<RangeRecorder> recorder) {
    static final Arithmetic EXACT = new Arithmetic(Optional.empty(), Optional.empty());

    static Arithmetic integer(QuantisedLayers layers) {
        return new Arithmetic(Optional.of(layers), Optional.empty());
    }

    static Arithmetic observedBy(RangeRecorder recorder) {
        return new Arithmetic(Optional.empty(), Optional.of(recorder));
    }
}
