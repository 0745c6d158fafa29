package dev.vedette.flink.work;

import java.util.List;
import java.util.Map;

/**
 * What the enumerator remembers.
 *
 * @param waiting work that nobody has begun, in order
 * @param begun how often what somebody has begun was begun, by its ids
 */
public record Assignments<W extends Work>(List<W> waiting, Map<String, Beginnings> begun) {
    /**
     * How often a piece of work was begun without getting on.
     *
     * @param progress when it was begun last
     */
    record Beginnings(int count, long progress) {
        static final Beginnings NONE = new Beginnings(0, -1);

        /** The next one; work that got on since the last one is as good as new. */
        Beginnings another(long progressNow) {
            return new Beginnings(progressNow > progress ? 1 : count + 1, progressNow);
        }
    }
}
