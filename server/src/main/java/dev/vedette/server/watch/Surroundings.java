package dev.vedette.server.watch;

import dev.vedette.detection.CameraPool;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What all cameras of a server share.
 *
 * @param pool that scores
 * @param threads of it
 * @param feeds that connect
 * @param buffers folder of the footage to learn from, a folder for each camera
 * @param buffered how much of it is kept
 */
public record Surroundings(
        CameraPool pool,
        int threads,
        FrameFeeds feeds,
        EventRules rules,
        EventLedger ledger,
        EventFolders folders,
        Path buffers,
        Duration buffered,
        Ticker ticker,
        WatchListener listener) {}
