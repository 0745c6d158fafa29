package dev.vedette.detection;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a detector comes from, so that it can be made again.
 *
 * @param vedetteVersion version of the code that made it
 * @param preset name of the preset it was learned with, or {@code imported}
 * @param seed of all random choices
 * @param footage what it was learned from
 * @param facts whatever else is worth knowing, by name: steps, chosen checkpoint, validation figures
 */
public record Provenance(
        String vedetteVersion, String preset, long seed, List<FootageDigest> footage, Map<String, String> facts) {
    /**
     * One video of the footage.
     *
     * @param frames frames read
     * @param sha256 hexadecimal, over the decoded frames
     */
    public record FootageDigest(String name, long frames, String sha256) {
        private static final Pattern REST = Pattern.compile("and (\\d{1,18}) more");

        /** Stands for many videos that are not named one by one. */
        public static FootageDigest ofRest(int videos, long frames, String sha256) {
            return new FootageDigest("and " + videos + " more", frames, sha256);
        }

        private long videos() {
            Matcher rest = REST.matcher(name);
            return rest.matches() ? Long.parseLong(rest.group(1)) : 1;
        }
    }

    /** Number of the videos of the footage. */
    public long videos() {
        return footage.stream().mapToLong(FootageDigest::videos).sum();
    }

    public Provenance {
        footage = List.copyOf(footage);
        facts = Map.copyOf(facts);
    }
}
