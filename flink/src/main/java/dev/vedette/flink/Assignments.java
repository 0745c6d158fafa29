package dev.vedette.flink;

import java.util.List;
import java.util.Map;

/**
 * What the enumerator remembers.
 *
 * @param waiting videos that nobody has begun, in order
 * @param begun how often those that somebody has begun were begun, by their ids
 */
record Assignments(List<VideoSplit> waiting, Map<String, Beginnings> begun) {
    /**
     * How often a video was begun without getting on.
     *
     * @param frames whose results had gone out when it was begun last
     */
    record Beginnings(int count, long frames) {
        static final Beginnings NONE = new Beginnings(0, -1);

        /** The next one; a video that got on since the last one is as good as new. */
        Beginnings another(long framesNow) {
            return new Beginnings(framesNow > frames ? 1 : count + 1, framesNow);
        }
    }
}
