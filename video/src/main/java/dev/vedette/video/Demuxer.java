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
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
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

    /** Averages of even footage are not exact: its last frame may be shown longer, or its duration be rounded. */
    private static final double EVEN = 1.05;

    private final Path file;
    private final AVFormatContext context;
    private final AVStream stream;

    private long packets;
    private long awaited = avutil.AV_NOPTS_VALUE;
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
        // The guess is the grid that all timestamps lie on. Where frames come unevenly, or the time base is fine,
        // that is no frame rate; the average then is.
        if (guessed > 0 && guessed <= LARGEST_FRAME_RATE && !(average > 0 && guessed > EVEN * average)) {
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
            if (packet.stream_index() == stream.index() && isAwaited(packet)) {
                note(packet);
                return result;
            }
            avcodec.av_packet_unref(packet);
        }
    }

    private boolean isAwaited(AVPacket packet) {
        if (awaited == avutil.AV_NOPTS_VALUE || packet.dts() == awaited) {
            awaited = avutil.AV_NOPTS_VALUE;
            return true;
        }
        return false;
    }

    /** Length that the file states. @throws VedetteException bad input, when it states none */
    double seconds() {
        if (stream.duration() != avutil.AV_NOPTS_VALUE) {
            return stream.duration() * avutil.av_q2d(stream.time_base());
        }
        if (context.duration() == avutil.AV_NOPTS_VALUE) {
            throw RangeFinder.notInRanges(file, "it does not say how long it is");
        }
        return (double) context.duration() / avutil.AV_TIME_BASE;
    }

    /**
     * How many frames the index names, which must be all of them, one packet each.
     *
     * @throws VedetteException bad input, when there is no such index
     */
    int completeIndex() {
        if (!isMp4()) {
            throw RangeFinder.notInRanges(
                    file,
                    "it has no index of all of its frames, as MP4 files have ("
                            + context.iformat().name().getString() + ")");
        }
        int order = parameters().field_order();
        if (order != avcodec.AV_FIELD_UNKNOWN && order != avcodec.AV_FIELD_PROGRESSIVE) {
            throw RangeFinder.notInRanges(file, "it is interlaced");
        }
        int count = avformat.avformat_index_get_entries_count(stream);
        for (int i = 0; i < count; i++) {
            if ((entry(i).flags() & AVIndexEntry.AVINDEX_DISCARD_FRAME) != 0) {
                throw RangeFinder.notInRanges(file, "its edit list leaves frames out");
            }
        }
        double held =
                count == 0 ? 0 : (entry(count - 1).timestamp() - entry(0).timestamp()) * avutil.av_q2d(timeBase());
        if (count == 0 || held < 0.98 * seconds() - 1) {
            throw RangeFinder.notInRanges(
                    file,
                    String.format(
                            Locale.ROOT,
                            "its index names frames of %.1f of its %.1f seconds, as in files written in fragments",
                            held,
                            seconds()));
        }
        return count;
    }

    private AVIndexEntry entry(int place) {
        return avformat.avformat_index_get_entry(stream, place);
    }

    /** Whether the index calls the packet at a place a key frame. */
    private boolean isKey(int place) {
        return (entry(place).flags() & AVIndexEntry.AVINDEX_KEYFRAME) != 0;
    }

    /** Makes the packet at a place of the index, a key frame's, the next to be read; false where that is not possible. */
    boolean enter(long place) {
        if (place >= avformat.avformat_index_get_entries_count(stream) || !isKey((int) place)) {
            return false;
        }
        // FFmpeg may go to an earlier key frame; what lies between is passed over.
        awaited = entry((int) place).timestamp();
        packets = place;
        return avformat.av_seek_frame(context, stream.index(), awaited, avformat.AVSEEK_FLAG_BACKWARD) >= 0;
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
        if (isMp4()) {
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

    private boolean isMp4() {
        return context.iformat().name().getString().contains("mp4");
    }

    private double promisedSeconds() {
        if (context.duration_estimation_method() != avformat.AVFMT_DURATION_FROM_STREAM) {
            return 0;
        }
        if (stream.duration() != avutil.AV_NOPTS_VALUE) {
            return stream.duration() * avutil.av_q2d(stream.time_base());
        }
        // With several streams the longest counts, which need not be the pictures.
        if (context.nb_streams() != 1 || context.duration() == avutil.AV_NOPTS_VALUE) {
            return 0;
        }
        // Matroska tells when its last frame ends, counted from 0; a piece of a longer recording may begin much later.
        double begin = end > first ? Math.max(0, first * avutil.av_q2d(stream.time_base())) : 0;
        return (double) context.duration() / avutil.AV_TIME_BASE - begin;
    }

    @Override
    public void close() {
        avformat.avformat_close_input(context);
    }
}
