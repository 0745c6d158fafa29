package dev.vedette.video;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Video;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A video file that FFmpeg reads. */
record VideoFile(Path file, String name, double frameRate, ReadOptions options) implements Video {

    /** Looks into the file, so that one that cannot be a video is refused before any work starts. */
    static VideoFile probe(Path file, String name, ReadOptions options) {
        requireContent(file);
        try (Demuxer demuxer = Demuxer.open(file)) {
            return new VideoFile(file, name, demuxer.frameRate(), options);
        }
    }

    static void requireContent(Path file) {
        try {
            if (Files.size(file) == 0) {
                throw VedetteException.badInput(
                        file + " is empty (0 bytes), expected a video or an image; record or copy it again");
            }
        } catch (IOException e) {
            throw VedetteException.badInput(
                    file + " cannot be read (" + e + "); check that it exists and its rights", e);
        }
        if (!Files.isReadable(file)) {
            throw VedetteException.badInput(file + " may not be read by this user; change its rights");
        }
    }

    @Override
    public FrameSource open() {
        return open(VideoRange.WHOLE);
    }

    FrameSource open(VideoRange range) {
        requireContent(file);
        return FileFrames.open(file, frameRate, options.decoderThreads(), range);
    }
}
