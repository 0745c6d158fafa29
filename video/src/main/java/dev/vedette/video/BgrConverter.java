package dev.vedette.video;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Image;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;

/** Turns decoded frames of any pixel format into {@link Image}s of the same size. Not thread-safe. */
final class BgrConverter implements AutoCloseable {
    private final SwsContext context;
    private final AVFrame bgr;

    BgrConverter() {
        context = Ffmpeg.allocated(swscale.sws_alloc_context());
        // Accurate rounding makes the result the same on every processor.
        context.flags(swscale.SWS_BILINEAR | swscale.SWS_ACCURATE_RND | swscale.SWS_BITEXACT);
        bgr = Ffmpeg.allocated(avutil.av_frame_alloc());
    }

    Image convert(AVFrame decoded) {
        int width = decoded.width();
        int height = decoded.height();
        prepare(width, height);
        int result = swscale.sws_scale_frame(context, bgr, decoded);
        if (result < 0) {
            throw VedetteException.badInput("pixels of format " + pixelFormat(decoded) + " do not convert to colour ("
                    + Ffmpeg.reason(result) + "); convert the footage to an ordinary video");
        }
        return copy(width, height);
    }

    private void prepare(int width, int height) {
        if (bgr.width() == width && bgr.height() == height) {
            return;
        }
        avutil.av_frame_unref(bgr);
        bgr.format(avutil.AV_PIX_FMT_BGR24).width(width).height(height);
        int result = avutil.av_frame_get_buffer(bgr, 0);
        if (result < 0) {
            throw VedetteException.device(
                    "no memory for a frame of " + width + "x" + height + " (" + Ffmpeg.reason(result) + ")", null);
        }
    }

    private Image copy(int width, int height) {
        byte[] pixels = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        int row = width * 3;
        int stride = bgr.linesize(0);
        BytePointer data = bgr.data(0);
        if (stride == row) {
            data.get(pixels, 0, pixels.length);
        } else {
            for (int y = 0; y < height; y++) {
                data.position((long) y * stride).get(pixels, y * row, row);
            }
        }
        return new Image(width, height, pixels);
    }

    private static String pixelFormat(AVFrame frame) {
        BytePointer name = avutil.av_get_pix_fmt_name(frame.format());
        return name == null || name.isNull() ? Integer.toString(frame.format()) : name.getString();
    }

    @Override
    public void close() {
        avutil.av_frame_free(bgr);
        swscale.sws_freeContext(context);
    }
}
