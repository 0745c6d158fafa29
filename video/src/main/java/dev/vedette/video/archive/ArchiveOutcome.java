package dev.vedette.video.archive;

import java.util.List;

/**
 * What came of an archive.
 *
 * @param videos scored to their end
 * @param frames of these videos
 * @param events of these videos
 * @param setAside videos that could not be scored to their end, each with the reason, in order of their names
 */
public record ArchiveOutcome(int videos, long frames, long events, List<SetAside> setAside) {
    /** A video that was given up. */
    public record SetAside(String video, String reason) {}
}
