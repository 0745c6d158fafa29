package dev.vedette.video;

import dev.vedette.fault.PendingFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Image;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/**
 * Writes images as an H.264 video that browsers play. The container follows the file's name: {@code .mp4}, or another
 * that holds H.264, such as {@code .mkv} or {@code .avi}. An odd last column or row is doubled, because the format wants
 * even sizes.
 *
 * <p>The file appears under its name when {@link #finish()} returns; closed without that, it leaves nothing behind:
 *
 * <pre>{@code
 * try (VideoWriter writer = VideoWriter.create(Path.of("clip.mp4"), 640, 360, 25)) {
 *     writer.write(image);
 *     writer.finish();
 * }
 * }</pre>
 *
 * Not thread-safe.
 */
public final class VideoWriter implements AutoCloseable {
    private final Path file;
    private final int width;
    private final int height;
    private final PendingFile pending;
    private final H264Encoder encoder;
    private final Muxer muxer;
    private final AVPacket packet;
    private long frames;
    private boolean finished;
    private boolean closed;

    /**
     * @param width pixels in a row, at least 1
     * @param height rows, at least 1
     * @param frameRate frames a second, greater than 0
     * @throws VedetteException bad configuration for a size, rate or container that H.264 does not take; device if the
     *     file cannot be created
     */
    public static VideoWriter create(Path file, int width, int height, double frameRate) {
        Ffmpeg.load();
        return new VideoWriter(file, width, height, frameRate);
    }

    private VideoWriter(Path file, int width, int height, double frameRate) {
        this.file = file;
        this.width = width;
        this.height = height;
        pending = PendingFile.beside(file);
        encoder = new H264Encoder(file, width, height, frameRate);
        try {
            muxer = new Muxer(file, pending, encoder);
        } catch (RuntimeException e) {
            encoder.close();
            pending.close();
            throw e;
        }
        packet = Ffmpeg.allocated(avcodec.av_packet_alloc());
    }

    /**
     * Appends one frame, shown for one frame interval.
     *
     * @param image of the size given at the beginning
     * @throws VedetteException device, when the disk is full or refuses; nothing is left behind once this is closed
     */
    public void write(Image image) {
        if (finished || closed) {
            throw VedetteException.internal("a frame came after the end of " + file, null);
        }
        if (image.width() != width || image.height() != height) {
            throw VedetteException.internal(
                    "a frame of " + image.width() + "x" + image.height() + " came for " + file + ", which has " + width
                            + "x" + height,
                    null);
        }
        encode(encoder.prepare(image, frames++));
    }

    /** Frames written so far. */
    public long frames() {
        return frames;
    }

    /**
     * Ends the video and gives the file its name.
     *
     * @throws VedetteException device, when the disk is full or refuses; bad input, when not one frame was written
     */
    public void finish() {
        if (frames == 0) {
            throw VedetteException.badInput("no frame was written to " + file + "; a video needs at least one");
        }
        encode(null);
        finished = true;
        muxer.finish();
        pending.publish();
    }

    private void encode(@Nullable AVFrame frame) {
        encoder.send(frame);
        while (encoder.receive(packet)) {
            muxer.write(packet);
        }
    }

    /** Frees everything; removes the file unless it was finished. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avcodec.av_packet_free(packet);
            muxer.close();
            encoder.close();
            pending.close();
        }
    }
}
