package dev.vedette.detection;

import dev.vedette.engine.ActivationRanges.Range;
import java.util.Map;

/**
 * What is needed to compute a detector's network with 8-bit integers, learned on the detector's own normal footage.
 *
 * @param correlation of frame scores by integers with those by float32 on held-out footage, −1..1
 * @param ranges see {@link dev.vedette.engine.ActivationRanges}; empty where nothing is known
 */
public record Quantisation(double correlation, Map<String, Range> ranges) {
    /** Detectors whose scores by integers correlate less with the exact ones are computed exactly. */
    public static final double LEAST_CORRELATION = 0.999;

    /** Of a detector that was imported, or learned where integers cannot be computed with. */
    public static final Quantisation NONE = new Quantisation(0, Map.of());

    public Quantisation {
        ranges = Map.copyOf(ranges);
    }

    public boolean known() {
        return !ranges.isEmpty();
    }

    /** Whether scores by integers correlate closely enough with the exact ones to be taken for them. */
    public boolean faithful() {
        return known() && correlation >= LEAST_CORRELATION;
    }
}
