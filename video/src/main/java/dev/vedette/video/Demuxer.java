package dev.vedette.video;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;

import dev.vedette.fault.VedetteException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/** The packets of the video stream of one file. Not thread-safe. */
final class Demuxer implements AutoCloseable {
    /** Taken where a file states no frame rate, as raw streams do; FFmpeg's own default as well. */
    private static final double DEFAULT_FRAME_RATE = 25;

    private static final double LARGEST_FRAME_RATE = 1000;

    private final Path file;
    private final AVFormatContext context;
    private final AVStream stream;

    private long packets;
    private long first = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;

    private Demuxer(Path file, AVFormatContext context) {
        this.file = file;
        this.context = context;
        this.stream = videoStream();
    }

    static Demuxer open(Path file) {
        Ffmpeg.load();
        AVFormatContext context = new AVFormatContext(null);
        AVDictionary options = new AVDictionary(null);
        // A playlist inside a file must not make us open network addresses.
        avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
        try (BytePointer url = Ffmpeg.utf8("file:" + file.toAbsolutePath())) {
            int result = avformat.avformat_open_input(context, url, (AVInputFormat) null, options);
            if (result < 0) {
                throw unreadable(file, Ffmpeg.reason(result));
            }
        } finally {
            avutil.av_dict_free(options);
        }
        try {
            int result = avformat.avformat_find_stream_info(context, (AVDictionary) null);
            if (result < 0) {
                throw VedetteException.badInput(file + " is damaged: its streams cannot be examined ("
                        + Ffmpeg.reason(result) + "); copy it again from its source");
            }
            return new Demuxer(file, context);
        } catch (RuntimeException e) {
            avformat.avformat_close_input(context);
            throw e;
        }
    }

    private static VedetteException unreadable(Path file, String reason) {
        return VedetteException.badInput(
                file + " is no video that can be read (" + reason + "); expected a whole, playable"
                        + " video file: it may be another kind of file, or a recording cut short before its index was written");
    }

    private AVStream videoStream() {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream candidate = context.streams(i);
            AVCodecParameters parameters = candidate.codecpar();
            boolean coverPicture = (candidate.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
            if (coverPicture) {
                found.add("a cover picture");
            } else if (parameters.codec_type() == avutil.AVMEDIA_TYPE_VIDEO) {
                return candidate;
            } else if (parameters.codec_id() != avcodec.AV_CODEC_ID_NONE) {
                found.add(avutil.av_get_media_type_string(parameters.codec_type())
                                .getString() + " (" + VideoDecoder.name(parameters) + ")");
            }
        }
        if (found.isEmpty()) {
            throw unreadable(file, "it holds no stream of pictures or sound");
        }
        throw VedetteException.badInput(file + " holds no video stream, only " + String.join(" and ", found)
                + "; give a file with pictures in it");
    }

    AVCodecParameters parameters() {
        return stream.codecpar();
    }

    AVRational timeBase() {
        return stream.time_base();
    }

    double frameRate() {
        double average = rate(stream.avg_frame_rate());
        double guessed = rate(avformat.av_guess_frame_rate(context, stream, null));
        // A guess from a fine time base (90 kHz, say) is no frame rate; the average then is.
        if (guessed > 0 && guessed <= LARGEST_FRAME_RATE && !(average > 0 && guessed > 3 * average)) {
            return guessed;
        }
        return average > 0 && average <= LARGEST_FRAME_RATE ? average : DEFAULT_FRAME_RATE;
    }

    /** 0 where none is stated. */
    static double rate(AVRational rational) {
        return rational.num() > 0 && rational.den() > 0 ? (double) rational.num() / rational.den() : 0;
    }

    /** Reads the next packet of the video stream into {@code packet}: 0, or FFmpeg's error code. */
    int read(AVPacket packet) {
        while (true) {
            int result = avformat.av_read_frame(context, packet);
            if (result < 0) {
                return result;
            }
            if (packet.stream_index() == stream.index()) {
                note(packet);
                return result;
            }
            avcodec.av_packet_unref(packet);
        }
    }

    private void note(AVPacket packet) {
        packets++;
        long time = packet.pts() != avutil.AV_NOPTS_VALUE ? packet.pts() : packet.dts();
        if (time != avutil.AV_NOPTS_VALUE) {
            first = Math.min(first, time);
            end = Math.max(end, time + packet.duration());
        }
    }

    /** At the end of the packets: what the file promised and did not hold, in words; null if it kept its promise. */
    @Nullable
    String shortfall() {
        if (context.iformat().name().getString().contains("mp4")) {
            // An edit list may leave frames out, so the index and not the header says how many there are.
            int indexed = avformat.avformat_index_get_entries_count(stream);
            return indexed > packets
                    ? "it holds " + packets + " of the " + indexed + " frames that it announces"
                    : null;
        }
        double promised = promisedSeconds();
        double held = end > first ? (end - first) * avutil.av_q2d(stream.time_base()) : 0;
        return promised - held > Math.max(1, 0.02 * promised)
                ? String.format(Locale.ROOT, "it holds %.1f of the %.1f seconds that it announces", held, promised)
                : null;
    }

    private double promisedSeconds() {
        if (context.duration_estimation_method() != avformat.AVFMT_DURATION_FROM_STREAM) {
            return 0;
        }
        if (stream.duration() != avutil.AV_NOPTS_VALUE) {
            return stream.duration() * avutil.av_q2d(stream.time_base());
        }
        // With several streams the longest counts, which need not be the pictures.
        boolean known = context.nb_streams() == 1 && context.duration() != avutil.AV_NOPTS_VALUE;
        return known ? (double) context.duration() / avutil.AV_TIME_BASE : 0;
    }

    @Override
    public void close() {
        avformat.avformat_close_input(context);
    }
}
