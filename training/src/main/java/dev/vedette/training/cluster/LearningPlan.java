package dev.vedette.training.cluster;

import java.net.URI;
import java.util.List;

/**
 * What a cluster has begun to learn.
 *
 * @param cameras that are learned
 * @param leftAlone cameras that have a detector
 * @param page of the cluster, where the job can be watched
 */
public record LearningPlan(List<String> cameras, List<String> leftAlone, URI page) {}
