package dev.vedette.video;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Image;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * H.264 by OpenH264 (the LGPL build of FFmpeg has no x264), at a constant quantiser: the quality is the same for every
 * scene, the size is not. Not thread-safe.
 */
final class H264Encoder implements AutoCloseable {
    /** 1 is finest, 51 coarsest; at 23 artefacts are hardly seen. */
    private static final int QUANTISER = 23;

    /** OpenH264 takes nothing smaller. */
    private static final int SMALLEST_SIDE = 16;

    private static final double SECONDS_BETWEEN_KEY_FRAMES = 2;

    private final Path file;
    private final int width;
    private final int height;
    private final AVCodecContext context;
    private final SwsContext scaler;
    private final AVFrame bgr;
    private final AVFrame yuv;

    H264Encoder(Path file, int width, int height, double frameRate) {
        this.file = file;
        this.width = padded(width);
        this.height = padded(height);
        AVRational rate = rate(frameRate);
        AVCodec codec = avcodec.avcodec_find_encoder_by_name("libopenh264");
        if (codec == null) {
            throw VedetteException.device(
                    "this FFmpeg has no OpenH264 encoder; use org.bytedeco:ffmpeg as Vedette declares it", null);
        }
        context = Ffmpeg.allocated(avcodec.avcodec_alloc_context3(codec));
        configure(rate, frameRate);
        int result = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
        if (result < 0) {
            avcodec.avcodec_free_context(context);
            throw VedetteException.badConfiguration("frames of " + width + "x" + height + " at " + frameRate
                    + " a second do not encode as H.264 (" + Ffmpeg.reason(result)
                    + "); write at most 3840x2160 or scale down");
        }
        scaler = Ffmpeg.allocated(swscale.sws_alloc_context());
        scaler.flags(swscale.SWS_BILINEAR | swscale.SWS_ACCURATE_RND | swscale.SWS_BITEXACT);
        bgr = frame(avutil.AV_PIX_FMT_BGR24);
        yuv = frame(avutil.AV_PIX_FMT_YUV420P);
        yuv.colorspace(avutil.AVCOL_SPC_SMPTE170M).color_range(avutil.AVCOL_RANGE_MPEG);
    }

    private static int padded(int side) {
        return Math.max(SMALLEST_SIDE, side + (side & 1));
    }

    private static AVRational rate(double frameRate) {
        if (!(frameRate > 0 && frameRate <= 1000)) {
            throw VedetteException.badConfiguration(
                    "the frame rate is " + frameRate + "; give a number greater than 0 and at most 1000");
        }
        return avutil.av_d2q(frameRate, 1001 * 1000);
    }

    private void configure(AVRational rate, double frameRate) {
        context.width(width).height(height).pix_fmt(avutil.AV_PIX_FMT_YUV420P);
        context.framerate(rate);
        context.time_base(avutil.av_inv_q(rate));
        context.gop_size((int) Math.max(1, Math.round(frameRate * SECONDS_BETWEEN_KEY_FRAMES)));
        context.thread_count(1);
        context.color_range(avutil.AVCOL_RANGE_MPEG);
        context.colorspace(avutil.AVCOL_SPC_SMPTE170M);
        // Most containers keep the parameter sets in their header.
        context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER | avcodec.AV_CODEC_FLAG_BITEXACT);
        // With its rate control off OpenH264 ignores every wish; bounds that leave one quantiser are what it obeys.
        context.qmin(QUANTISER);
        context.qmax(QUANTISER);
        avutil.av_opt_set(context.priv_data(), "rc_mode", "quality", 0);
    }

    private AVFrame frame(int format) {
        AVFrame frame = Ffmpeg.allocated(avutil.av_frame_alloc());
        frame.format(format).width(width).height(height);
        int result = avutil.av_frame_get_buffer(frame, 0);
        if (result < 0) {
            throw VedetteException.device("no memory for a frame of " + width + "x" + height, null);
        }
        return frame;
    }

    AVCodecContext context() {
        return context;
    }

    /** The image in the encoder's colours and even size; valid until the next call. */
    AVFrame prepare(Image image, long index) {
        fill(image);
        check(avutil.av_frame_make_writable(yuv));
        check(swscale.sws_scale_frame(scaler, yuv, bgr));
        yuv.pts(index);
        return yuv;
    }

    private void fill(Image image) {
        BytePointer data = bgr.data(0);
        int stride = bgr.linesize(0);
        int row = image.width() * 3;
        byte[] padding = new byte[(width - image.width()) * 3];
        for (int y = 0; y < height; y++) {
            int from = Math.min(y, image.height() - 1) * row;
            data.position((long) y * stride).put(image.bgr(), from, row);
            for (int i = 0; i < padding.length; i++) {
                padding[i] = image.bgr()[from + row - 3 + i % 3];
            }
            data.position((long) y * stride + row).put(padding, 0, padding.length);
        }
    }

    /** @param frame null at the end */
    void send(@Nullable AVFrame frame) {
        check(avcodec.avcodec_send_frame(context, frame));
    }

    /** The next packet, if there is one; to be unreferenced by the caller. */
    boolean receive(AVPacket packet) {
        int result = avcodec.avcodec_receive_packet(context, packet);
        if (Ffmpeg.isAgain(result) || result == avutil.AVERROR_EOF) {
            return false;
        }
        check(result);
        return true;
    }

    private void check(int result) {
        if (result < 0) {
            throw VedetteException.device("encoding " + file + " failed (" + Ffmpeg.reason(result) + ")", null);
        }
    }

    @Override
    public void close() {
        avutil.av_frame_free(yuv);
        avutil.av_frame_free(bgr);
        swscale.sws_freeContext(scaler);
        avcodec.avcodec_free_context(context);
    }
}
