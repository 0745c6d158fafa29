package dev.vedette.video;

import dev.vedette.fault.VedetteException;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** The packets of the video stream of a network camera, or of one at this machine. Not thread-safe. */
final class LiveDemuxer implements AutoCloseable {
    /**
     * A camera that does not answer for so long is gone; microseconds. Much longer than a {@link dev.vedette.video.camera.CameraFeed} waits,
     * which alone says when a camera is silent: when this time is over, FFmpeg first hands out the picture that its parser still holds, as if
     * it had just come, and waits as long again before it tells.
     */
    private static final String SILENCE = "60000000";

    private static final double DEFAULT_FRAME_RATE = 25;
    private static final double LARGEST_FRAME_RATE = 240;

    private final AVFormatContext context;
    private final AVStream stream;

    private LiveDemuxer(AVFormatContext context) {
        this.context = context;
        this.stream = videoStream(context);
    }

    static LiveDemuxer open(String address, LiveStream.Transport transport) {
        String scheme = address.toLowerCase(Locale.ROOT);
        if (!scheme.startsWith("rtsp://") && !scheme.startsWith("rtsps://")) {
            throw VedetteException.badConfiguration("a network camera's address begins with rtsp:// or rtsps://");
        }
        Ffmpeg.load();
        AVFormatContext context = new AVFormatContext(null);
        AVDictionary options = new AVDictionary(null);
        // What a camera announces must not make us open files or web addresses.
        avutil.av_dict_set(options, "protocol_whitelist", "rtsp,rtsps,rtp,srtp,udp,tcp,tls,crypto", 0);
        avutil.av_dict_set(options, "rtsp_transport", transport.name().toLowerCase(Locale.ROOT), 0);
        avutil.av_dict_set(options, "timeout", SILENCE, 0);
        int result = input(context, address, null, options);
        if (result < 0) {
            throw VedetteException.badInput("the camera does not answer (" + Ffmpeg.reason(result)
                    + "): check address, user, password and network");
        }
        return of(context);
    }

    /** A camera at this machine. */
    static LiveDemuxer open(Path device) {
        Ffmpeg.load();
        AVInputFormat format = Ffmpeg.cameras();
        AVFormatContext context = new AVFormatContext(null);
        int result = input(context, device.toString(), format, new AVDictionary(null));
        if (result < 0) {
            throw VedetteException.badInput("there is no camera at " + device + " (" + Ffmpeg.reason(result)
                    + "): plug it in, see that no other program uses it, and that the user of this server may read it,"
                    + " who belongs to the group video");
        }
        return of(context);
    }

    private static int input(
            AVFormatContext context, String address, @Nullable AVInputFormat format, AVDictionary options) {
        try (BytePointer url = Ffmpeg.utf8(address)) {
            return avformat.avformat_open_input(context, url, format, options);
        } finally {
            avutil.av_dict_free(options);
        }
    }

    private static LiveDemuxer of(AVFormatContext context) {
        try {
            int result = avformat.avformat_find_stream_info(context, (AVDictionary) null);
            if (result < 0) {
                throw VedetteException.badInput(
                        "the camera answers, but sends nothing that can be read (" + Ffmpeg.reason(result) + ")");
            }
            return new LiveDemuxer(context);
        } catch (RuntimeException e) {
            avformat.avformat_close_input(context);
            throw e;
        }
    }

    private static AVStream videoStream(AVFormatContext context) {
        for (int i = 0; i < context.nb_streams(); i++) {
            if (context.streams(i).codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO) {
                return context.streams(i);
            }
        }
        throw VedetteException.badInput("the camera sends no video: check which of its streams the address names");
    }

    AVCodecParameters parameters() {
        return stream.codecpar();
    }

    AVRational timeBase() {
        return stream.time_base();
    }

    double frameRate() {
        double rate = Demuxer.rate(stream.avg_frame_rate());
        return rate > 0 && rate <= LARGEST_FRAME_RATE ? rate : DEFAULT_FRAME_RATE;
    }

    /** Reads the next packet of the video stream: 0, or FFmpeg's error code. */
    int read(AVPacket packet) {
        while (true) {
            int result = avformat.av_read_frame(context, packet);
            if (result < 0 || packet.stream_index() == stream.index()) {
                return result;
            }
            avcodec.av_packet_unref(packet);
        }
    }

    @Override
    public void close() {
        avformat.avformat_close_input(context);
    }
}
