package dev.vedette.server.watch;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Image;
import dev.vedette.video.VideoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last hours of a network camera, to learn from: videos of a minute each, as the detector sees them. For one thread, but
 * {@link #videos} and {@link #length}.
 */
final class FootageBuffer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FootageBuffer.class);
    private static final Duration SEGMENT = Duration.ofMinutes(1);

    private final Path folder;
    private final double frameRate;
    private final Supplier<Duration> kept;
    private @Nullable VideoWriter writer;
    private Instant began = Instant.EPOCH;
    private boolean faulty;

    /** @param kept how long footage is, which may change */
    FootageBuffer(Path folder, double frameRate, Supplier<Duration> kept) {
        this.folder = folder;
        this.frameRate = frameRate;
        this.kept = kept;
    }

    void add(Image picture, Instant at) {
        try {
            VideoWriter open = writer;
            boolean clockWasSet = at.isBefore(began);
            if (open != null && (clockWasSet || Duration.between(began, at).compareTo(SEGMENT) >= 0)) {
                finish();
                open = null;
            }
            if (open == null) {
                clear(at);
                began = at;
                open = VideoWriter.create(
                        folder.resolve(at.toEpochMilli() + ".mp4"), picture.width(), picture.height(), frameRate);
                writer = open;
            }
            open.write(picture);
            faulty = false;
        } catch (VedetteException e) {
            abandon();
            if (!faulty) {
                LOG.warn("footage to learn from is not kept: {}", e.getMessage());
            }
            faulty = true;
        }
    }

    private void clear(Instant now) {
        long oldest = now.minus(kept.get()).toEpochMilli();
        for (Path video : videos(folder)) {
            if (number(video) < oldest) {
                try {
                    Files.deleteIfExists(video);
                } catch (IOException e) {
                    LOG.warn("old footage is not cleared away: {}", e.getMessage());
                }
            }
        }
    }

    /** Whole segments in a folder, oldest first. */
    static List<Path> videos(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(file -> file.getFileName().toString().matches("\\d+\\.mp4"))
                    .sorted((a, b) -> Long.compare(number(a), number(b)))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long number(Path video) {
        String name = video.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    /** How much whole footage a folder holds. */
    static Duration length(Path folder) {
        return SEGMENT.multipliedBy(videos(folder).size());
    }

    /** Deletes a folder with all footage in it, once nobody adds to it any more. */
    static void delete(Path folder) {
        try {
            EventFolders.deleteWhole(folder);
        } catch (IOException e) {
            LOG.warn("footage of a camera that is gone is not cleared away: {}", e.getMessage());
        }
    }

    private void finish() {
        if (writer != null) {
            writer.finish();
        }
        abandon();
    }

    private void abandon() {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }

    @Override
    public void close() {
        try {
            finish();
        } catch (VedetteException e) {
            LOG.warn("the last minute of footage is not kept: {}", e.getMessage());
        }
    }
}
