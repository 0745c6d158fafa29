package dev.vedette.video;

import dev.vedette.fault.PendingFile;
import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Puts the packets of one video stream into a file. Not thread-safe. */
final class Muxer implements AutoCloseable {
    private final PendingFile pending;
    private final H264Encoder encoder;
    private final AVFormatContext context;
    private final AVStream stream;

    Muxer(Path file, PendingFile pending, H264Encoder encoder) {
        this.pending = pending;
        this.encoder = encoder;
        context = new AVFormatContext(null);
        // The container follows the final name; what is written first has a temporary one.
        try (BytePointer name = Ffmpeg.utf8(file.getFileName().toString());
                BytePointer url = Ffmpeg.utf8("file:" + pending.temporary())) {
            AVOutputFormat format = avformat.av_guess_format((BytePointer) null, name, null);
            if (format == null) {
                throw VedetteException.badConfiguration(
                        file + " has no ending that names a kind of video; call it .mp4");
            }
            check(avformat.avformat_alloc_output_context2(context, format, (BytePointer) null, url));
            stream = Ffmpeg.allocated(avformat.avformat_new_stream(context, null));
            begin(file, url);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void begin(Path file, BytePointer url) {
        check(avcodec.avcodec_parameters_from_context(stream.codecpar(), encoder.context()));
        stream.time_base(encoder.context().time_base());
        stream.avg_frame_rate(encoder.context().framerate());
        AVIOContext io = new AVIOContext(null);
        check(avformat.avio_open(io, url, avformat.AVIO_FLAG_WRITE));
        context.pb(io);
        // Same frames, same bytes: no version or date in the file.
        avutil.av_opt_set(context, "fflags", "+bitexact", 0);
        AVDictionary options = new AVDictionary(null);
        // The index in front lets a browser play before the whole file is there.
        avutil.av_dict_set(options, "movflags", "+faststart", 0);
        int result = avformat.avformat_write_header(context, options);
        avutil.av_dict_free(options);
        if (result < 0) {
            check(context.pb().error());
            throw VedetteException.badConfiguration(file + ": this kind of file does not hold H.264 video ("
                    + Ffmpeg.reason(result) + "); call it .mp4");
        }
    }

    /** Takes the packet's content. */
    void write(AVPacket packet) {
        avcodec.av_packet_rescale_ts(packet, encoder.context().time_base(), stream.time_base());
        packet.stream_index(stream.index());
        check(avformat.av_interleaved_write_frame(context, packet));
        check(context.pb().error());
    }

    /** The file is closed then: not every system lets go of the name of one that is open. */
    void finish() {
        check(avformat.av_write_trailer(context));
        AVIOContext io = context.pb();
        avformat.avio_flush(io);
        check(io.error());
        context.pb(null);
        check(avformat.avio_close(io));
    }

    private void check(int result) {
        if (result < 0) {
            throw pending.failed(new IOException(Ffmpeg.reason(result)));
        }
    }

    @Override
    public void close() {
        if (!context.isNull()) {
            AVIOContext io = context.pb();
            if (io != null && !io.isNull()) {
                avformat.avio_close(io);
                context.pb(null);
            }
            avformat.avformat_free_context(context);
        }
    }
}
