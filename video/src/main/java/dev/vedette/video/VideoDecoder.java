package dev.vedette.video;

import dev.vedette.fault.VedetteException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;

/** Opens a decoder for a stream, within limits that a hostile file cannot exceed. */
final class VideoDecoder {
    /** More than 16K video has; a header that asks for more asks for all our memory. */
    static final long MAX_PIXELS = 16384L * 16384L;

    private VideoDecoder() {}

    /** The caller frees it with {@code avcodec_free_context}. @param file what to call it in messages */
    static AVCodecContext open(Object file, AVCodecParameters parameters, AVRational timeBase, int threads) {
        if (parameters.width() < 1 || parameters.height() < 1) {
            throw VedetteException.badInput(file + " has a video stream (" + name(parameters)
                    + ") without a frame size; it is damaged or holds no frame: record or copy it again");
        }
        if ((long) parameters.width() * parameters.height() > MAX_PIXELS) {
            throw VedetteException.badInput(file + " has frames of " + parameters.width() + "x" + parameters.height()
                    + ", more than the " + MAX_PIXELS + " pixels that are read; scale it down or copy it again");
        }
        AVCodec codec = avcodec.avcodec_find_decoder(parameters.codec_id());
        if (codec == null || codec.isNull()) {
            throw VedetteException.badInput(file + " is coded as " + name(parameters)
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
            throw VedetteException.badInput(file + " cannot be decoded as " + name(parameters) + " ("
                    + Ffmpeg.reason(result) + "); copy it again from its source or convert it to H.264");
        }
        return context;
    }

    static String name(AVCodecParameters parameters) {
        return avcodec.avcodec_get_name(parameters.codec_id()).getString();
    }
}
