package dev.vedette.engine;

import dev.vedette.fault.VedetteException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How large the values between a network's layers get on the footage that it was shown: what integers need to know. Immutable.
 *
 * @param byName see {@link ScoringEngines#observe}
 */
public record ActivationRanges(Map<String, Range> byName) {
    /** From the lowest to the highest value. */
    public record Range(float low, float high) {
        public Range {
            if (!Float.isFinite(low) || !Float.isFinite(high) || low > high) {
                throw VedetteException.badInput(
                        "a range of values goes from " + low + " to " + high + ", expected finite numbers in order");
            }
        }

        /** Largest absolute value. */
        float largest() {
            return Math.max(Math.abs(low), Math.abs(high));
        }
    }

    public ActivationRanges {
        byName = Collections.unmodifiableMap(new TreeMap<>(byName));
    }

    /** What goes into a linear layer. */
    Range input(String layer) {
        return get(layer + ".input");
    }

    /** What comes out of a linear layer that makes queries or keys. */
    Range output(String layer) {
        return get(layer + ".output");
    }

    private Range get(String name) {
        Range known = byName.get(name);
        if (known == null) {
            throw VedetteException.badInput(
                    "the ranges of the network's values lack " + name + ": learn the detector again");
        }
        return known;
    }
}
