package dev.vedette.video;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Image;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Decodes a stream, within limits that a hostile one cannot exceed; owns native memory until closed. Not thread-safe. */
final class VideoDecoder implements AutoCloseable {
    /** More than 16K video has; a header that asks for more asks for all our memory. */
    static final long MAX_PIXELS = 16384L * 16384L;

    /** AV_FRAME_FLAG_CORRUPT of libavutil/frame.h, which the bindings leave out. */
    private static final int FRAME_CORRUPT = 1;

    private final AVCodecContext context;
    private final AVPacket packet = Ffmpeg.allocated(avcodec.av_packet_alloc());
    private final AVFrame decoded = Ffmpeg.allocated(avutil.av_frame_alloc());
    private final BgrConverter converter = new BgrConverter();

    private VideoDecoder(AVCodecContext context) {
        this.context = context;
    }

    /**
     * Opens a decoder.
     *
     * @param source what to call it in messages
     * @throws VedetteException bad input, when nothing here decodes the stream
     */
    static VideoDecoder open(String source, AVCodecParameters parameters, AVRational timeBase, int threads) {
        return new VideoDecoder(context(source, parameters, timeBase, threads));
    }

    private static AVCodecContext context(
            String source, AVCodecParameters parameters, AVRational timeBase, int threads) {
        if (parameters.width() < 1 || parameters.height() < 1) {
            throw VedetteException.badInput(source + " has a video stream (" + name(parameters)
                    + ") without a frame size; it is damaged or holds no frame: record or copy it again");
        }
        if ((long) parameters.width() * parameters.height() > MAX_PIXELS) {
            throw VedetteException.badInput(source + " has frames of " + parameters.width() + "x" + parameters.height()
                    + ", more than the " + MAX_PIXELS + " pixels that are read; scale it down or copy it again");
        }
        AVCodec codec = avcodec.avcodec_find_decoder(parameters.codec_id());
        if (codec == null || codec.isNull()) {
            throw VedetteException.badInput(source + " is coded as " + name(parameters)
                    + ", which this FFmpeg does not decode; convert it to H.264");
        }
        AVCodecContext context = Ffmpeg.allocated(avcodec.avcodec_alloc_context3(codec));
        int result = avcodec.avcodec_parameters_to_context(context, parameters);
        context.thread_count(threads);
        context.pkt_timebase(timeBase);
        context.max_pixels(MAX_PIXELS);
        if (result >= 0) {
            result = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
        }
        if (result < 0) {
            avcodec.avcodec_free_context(context);
            throw VedetteException.badInput(source + " cannot be decoded as " + name(parameters) + " ("
                    + Ffmpeg.reason(result) + "); copy it again from its source or convert it to H.264");
        }
        return context;
    }

    /** To be filled before it is sent, and freed behind it. */
    AVPacket packet() {
        return packet;
    }

    /** Takes the packet: 0, or FFmpeg's error code. */
    int send() {
        return avcodec.avcodec_send_packet(context, packet);
    }

    /** Asks for the frames that it still holds. */
    void drain() {
        avcodec.avcodec_send_packet(context, null);
    }

    /** Gives the next frame as {@link #decoded}: 0, or FFmpeg's error code. */
    int receive() {
        return avcodec.avcodec_receive_frame(context, decoded);
    }

    AVFrame decoded() {
        return decoded;
    }

    /** Whether FFmpeg says that it had to patch the frame up; some old codecs do not say. */
    boolean isDamaged() {
        return decoded.decode_error_flags() != 0 || (decoded.flags() & FRAME_CORRUPT) != 0;
    }

    /** The frame as a picture of its own. */
    Image image() {
        return converter.convert(decoded);
    }

    @Override
    public void close() {
        converter.close();
        avutil.av_frame_free(decoded);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
    }

    static String name(AVCodecParameters parameters) {
        return avcodec.avcodec_get_name(parameters.codec_id()).getString();
    }
}
