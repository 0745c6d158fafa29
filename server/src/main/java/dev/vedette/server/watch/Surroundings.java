package dev.vedette.server.watch;

import dev.vedette.detection.CameraPool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What all cameras of a server share.
 *
 * @param pool that scores
 * @param threads of it
 * @param feeds that connect
 * @param rules that hold now
 * @param buffers folder of the footage to learn from, a folder for each camera
 * @param buffered how much of it is kept now
 */
public record Surroundings(
        CameraPool pool,
        int threads,
        FrameFeeds feeds,
        Supplier<EventRules> rules,
        EventLedger ledger,
        EventFolders folders,
        Path buffers,
        Supplier<Duration> buffered,
        Ticker ticker,
        WatchListener listener) {}
