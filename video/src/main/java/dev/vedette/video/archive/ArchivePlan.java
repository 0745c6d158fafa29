package dev.vedette.video.archive;

import java.net.URI;
import java.util.List;

/**
 * What a cluster has begun.
 *
 * @param videos that were found
 * @param ranges that they are scored in; as many as there are videos where none is cut
 * @param cameras that they are of
 * @param withoutDetector cameras whose videos are set aside, because there is no detector for them
 * @param inOnePiece videos that should have been cut and could not be
 * @param page of the cluster, where the job can be watched
 */
public record ArchivePlan(
        int videos, int ranges, int cameras, List<String> withoutDetector, List<InOnePiece> inOnePiece, URI page) {
    /** A video that cannot be cut. */
    public record InOnePiece(String video, String reason) {}
}
