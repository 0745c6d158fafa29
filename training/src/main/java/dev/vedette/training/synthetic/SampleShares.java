package dev.vedette.training.synthetic;

import dev.vedette.fault.VedetteException;

/**
 * How often what is pasted.
 *
 * @param synthetic share 0..1 of samples with a thing that does not belong
 * @param decoy share 0..1 of samples with a pasted thing that does belong, so that pasting itself gives nothing away
 * @param mirror whether half of the samples are seen in a mirror
 */
public record SampleShares(double synthetic, double decoy, boolean mirror) {
    /** What the published program does: a quarter of the samples is synthetic, nothing else. */
    public static final SampleShares PAPER = new SampleShares(0.25, 0, false);

    public SampleShares {
        if (!(synthetic >= 0 && decoy >= 0 && synthetic + decoy <= 1)) {
            throw VedetteException.badConfiguration("the shares of synthetic anomalies (" + synthetic + ") and decoys ("
                    + decoy + ") must be at least 0 and at most 1 together: lower them");
        }
    }
}
