package dev.vedette.scoring;

import dev.vedette.fault.VedetteException;

/** Which tokens of a picture count for the score of a frame. Immutable. */
public final class RegionOfInterest {
    /** The whole picture, whatever its grid. */
    public static final RegionOfInterest WHOLE = new RegionOfInterest(new boolean[0]);

    private final boolean[] counts;

    private RegionOfInterest(boolean[] counts) {
        this.counts = counts;
    }

    /**
     * Some tokens.
     *
     * @param counts for each token of the grid, row by row, whether it counts, [L]; at least one does
     * @throws VedetteException bad configuration, when none does
     */
    public static RegionOfInterest of(boolean[] counts) {
        for (boolean one : counts) {
            if (one) {
                return new RegionOfInterest(counts.clone());
            }
        }
        throw VedetteException.badConfiguration("a region of interest holds none of the picture's " + counts.length
                + " tokens, expected at least one: make it larger");
    }

    /** Whether it is for pictures of so many tokens. */
    public boolean fits(int tokens) {
        return counts.length == 0 || counts.length == tokens;
    }

    boolean counts(int token) {
        return counts.length == 0 || counts[token];
    }
}
