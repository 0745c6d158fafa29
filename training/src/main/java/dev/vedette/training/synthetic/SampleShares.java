package dev.vedette.training.synthetic;

import dev.vedette.fault.VedetteException;

/**
 * How often what is pasted.
 *
 * @param synthetic share 0..1 of samples with things that do not belong
 * @param decoy share 0..1 of samples with pasted things that do belong, so that pasting itself gives nothing away
 * @param objects most things of either kind in one sample, at least 1
 * @param mirror whether half of the samples are seen in a mirror
 */
public record SampleShares(double synthetic, double decoy, int objects, boolean mirror) {
    public SampleShares {
        if (!(synthetic >= 0 && synthetic <= 1 && decoy >= 0 && decoy <= 1) || objects < 1) {
            throw VedetteException.badConfiguration("the shares of synthetic anomalies (" + synthetic + ") and decoys ("
                    + decoy + ") must lie between 0 and 1, and objects (" + objects + ") must be at least 1");
        }
    }
}
