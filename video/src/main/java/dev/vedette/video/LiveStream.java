package dev.vedette.video;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The frames of a network camera, or of one at this machine, thinned to a rate of analysis. What a file may not have, a camera may: frames that the decoder
 * flags as damaged are left out, because the next whole one comes in a moment. Times are those of the camera, from the first frame.
 *
 * <p>{@link #next()} waits for the camera as long as it takes; who cannot wait ends the process it runs in. Not thread-safe.
 */
public final class LiveStream implements FrameSource {
    private final LiveDemuxer demuxer;
    private final VideoDecoder decoder;
    private final FrameClock clock;
    private final FrameThinner thinner;
    private long delivered;
    private int width;
    private int height;
    private boolean closed;

    /** How packets come over RTSP. */
    public enum Transport {
        /** Over the connection that the camera is asked on: nothing is lost on the way. */
        TCP,
        /** As datagrams: less delay, and losses. */
        UDP
    }

    /**
     * Connects; this can take as long as the network's own limits.
     *
     * @param address {@code rtsp://} or {@code rtsps://}, with user and password where the camera wants them; never told in messages
     * @param rate most frames a second to deliver
     * @throws VedetteException bad configuration for an address of another kind; bad input, when the camera does not answer or sends no video
     */
    public static LiveStream open(String address, Transport transport, double rate) {
        return of(LiveDemuxer.open(address, transport), rate);
    }

    /**
     * Opens a camera at this machine, with the size of picture that it is set to; Linux alone.
     *
     * @param device as {@code /dev/video0}
     * @param rate most frames a second to deliver
     * @throws VedetteException bad input, when there is no camera or it is not to be had; device, where the system has none at all
     */
    public static LiveStream open(Path device, double rate) {
        return of(LiveDemuxer.open(device), rate);
    }

    private static LiveStream of(LiveDemuxer demuxer, double rate) {
        try {
            return new LiveStream(demuxer, rate);
        } catch (RuntimeException e) {
            demuxer.close();
            throw e;
        }
    }

    private LiveStream(LiveDemuxer demuxer, double rate) {
        this.demuxer = demuxer;
        decoder = VideoDecoder.open("the camera's stream", demuxer.parameters(), demuxer.timeBase(), 1);
        clock = new FrameClock(avutil.av_q2d(demuxer.timeBase()), demuxer.frameRate());
        thinner = new FrameThinner(rate);
    }

    /**
     * The next whole frame that is due; empty when the camera ends the stream.
     *
     * @throws VedetteException bad input, when the connection breaks or the camera changes the size of its picture
     */
    @Override
    public Optional<Frame> next() {
        if (closed) {
            throw VedetteException.internal("a frame of a live stream was asked for after closing", null);
        }
        while (true) {
            int result = decoder.receive();
            if (result == 0) {
                Optional<Frame> frame = deliver();
                if (frame.isPresent()) {
                    return frame;
                }
            } else if (!feed()) {
                return Optional.empty();
            }
        }
    }

    private boolean feed() {
        AVPacket packet = decoder.packet();
        int result = demuxer.read(packet);
        if (result == avutil.AVERROR_EOF) {
            return false;
        }
        if (result < 0) {
            throw VedetteException.badInput("the camera's stream broke off (" + Ffmpeg.reason(result) + ")");
        }
        // What does not decode is left out: before the first key frame nothing does, and a lost packet is no reason to
        // hang up.
        decoder.send();
        avcodec.av_packet_unref(packet);
        return true;
    }

    private Optional<Frame> deliver() {
        AVFrame decoded = decoder.decoded();
        try {
            Duration time = clock.tick(decoded.best_effort_timestamp());
            if (decoder.isDamaged() || !thinner.takes(time)) {
                return Optional.empty();
            }
            requireSameSize(decoded);
            return Optional.of(new Frame(delivered++, time, decoder.image()));
        } finally {
            avutil.av_frame_unref(decoded);
        }
    }

    private void requireSameSize(AVFrame decoded) {
        if (delivered == 0) {
            width = decoded.width();
            height = decoded.height();
        } else if (decoded.width() != width || decoded.height() != height) {
            throw VedetteException.badInput("the camera changed its picture from " + width + "x" + height + " to "
                    + decoded.width() + "x" + decoded.height());
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            decoder.close();
            demuxer.close();
        }
    }
}
