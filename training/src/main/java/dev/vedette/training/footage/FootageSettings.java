package dev.vedette.training.footage;

import dev.vedette.fault.VedetteException;
import java.nio.file.Path;

/**
 * How footage is kept.
 *
 * @param width width of the network's pictures
 * @param height height of the network's pictures
 * @param maxFrames most frames that are kept, at least {@value #LEAST_FRAMES}; longer footage is thinned to segments spread evenly over it
 * @param seed decides between segments that are equally good
 * @param folder where the temporary file lies; it needs {@code (maxFrames + 64) · width · height · 6} bytes at most, because a segment is read
 *     before another goes for it
 */
public record FootageSettings(int width, int height, int maxFrames, long seed, Path folder) {
    /** Fewest frames that can be asked for: those of one segment. */
    public static final int LEAST_FRAMES = FootageStore.SEGMENT_FRAMES;

    private static final long USUAL_BYTES = 8L << 30;
    private static final int USUAL_FRAMES = 20_000;

    public FootageSettings {
        if (width < 1 || height < 1) {
            throw VedetteException.badConfiguration("the network size is " + width + "x" + height
                    + ", but both sides must be at least 1: choose a larger size");
        }
        if (maxFrames < LEAST_FRAMES) {
            throw VedetteException.badConfiguration("at most " + maxFrames + " frames are to be kept, but at least "
                    + LEAST_FRAMES + " are needed: raise the limit");
        }
    }

    /** The usual limits, with the temporary file in the system's folder for such files. */
    public static FootageSettings of(int width, int height, long seed) {
        return new FootageSettings(
                width, height, usualMaxFrames(width, height), seed, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Frames that are kept unless something else is asked for: 20,000, or as many as 8 GiB hold. */
    public static int usualMaxFrames(int width, int height) {
        long frames = USUAL_BYTES / (6L * Math.max(1, width) * Math.max(1, height));
        return (int) Math.max(LEAST_FRAMES, Math.min(USUAL_FRAMES, frames));
    }

    /** That the temporary file can come to. */
    long mostBytes() {
        return 6L * width * height * ((long) maxFrames + FootageStore.SEGMENT_FRAMES);
    }

    public FootageSettings withMaxFrames(int frames) {
        return new FootageSettings(width, height, frames, seed, folder);
    }

    public FootageSettings withFolder(Path other) {
        return new FootageSettings(width, height, maxFrames, seed, other);
    }
}
