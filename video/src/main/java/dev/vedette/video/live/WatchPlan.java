package dev.vedette.video.live;

import java.net.URI;
import java.util.List;

/**
 * What a cluster has begun to watch.
 *
 * @param cameras that are watched
 * @param slots that share them
 * @param withoutDetector cameras that are not watched, because there is no detector for them
 * @param page of the cluster, where the job can be seen
 */
public record WatchPlan(int cameras, int slots, List<String> withoutDetector, URI page) {}
