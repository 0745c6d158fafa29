package dev.vedette.video.archive;

import java.net.URI;
import java.util.List;

/**
 * What a cluster has begun.
 *
 * @param videos that were found
 * @param cameras that they are of
 * @param withoutDetector cameras whose videos are set aside, because there is no detector for them
 * @param page of the cluster, where the job can be watched
 */
public record ArchivePlan(int videos, int cameras, List<String> withoutDetector, URI page) {}
