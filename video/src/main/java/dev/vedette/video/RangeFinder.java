package dev.vedette.video;

import dev.vedette.fault.VedetteException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Cuts a video file into ranges by its index alone: a few packets are read, none is decoded. Numbers of frames are places in the index,
 * which holds where nothing is shown before it in a file and read after it; readers check that the frames they decode agree.
 */
final class RangeFinder {
    private final Path file;
    private final Demuxer demuxer;
    private final CleanStart cleanStart;
    private final int frames;

    private RangeFinder(Path file, Demuxer demuxer) {
        this.file = file;
        this.demuxer = demuxer;
        this.frames = demuxer.completeIndex();
        this.cleanStart = CleanStart.of(demuxer.parameters())
                .orElseThrow(() -> impossible("it is coded as " + VideoDecoder.name(demuxer.parameters())
                        + ", expected H.264, H.265 or Motion JPEG"));
    }

    static List<VideoRange> find(Path file, Duration longest, int warmUp) {
        VideoFile.requireContent(file);
        try (Demuxer demuxer = Demuxer.open(file)) {
            double seconds = demuxer.seconds();
            if (seconds * 1e9 <= longest.toNanos()) {
                return List.of(VideoRange.WHOLE);
            }
            int parts = (int) Math.ceil(seconds * 1e9 / longest.toNanos());
            return ranges(new RangeFinder(file, demuxer).entries(parts, warmUp), warmUp);
        }
    }

    private static List<VideoRange> ranges(List<EntryPoint> entries, int warmUp) {
        List<VideoRange> ranges = new ArrayList<>();
        for (int i = 0; i <= entries.size(); i++) {
            ranges.add(new VideoRange(
                    i,
                    entries.size() + 1,
                    warmUp,
                    i == 0 ? Optional.empty() : Optional.of(entries.get(i - 1)),
                    i == entries.size() ? Optional.empty() : Optional.of(entries.get(i))));
        }
        return ranges;
    }

    /** At most one in each of so many equal parts of the file but the first, the earliest there. */
    private List<EntryPoint> entries(int parts, int warmUp) {
        List<EntryPoint> entries = new ArrayList<>();
        AVPacket packet = Ffmpeg.allocated(avcodec.av_packet_alloc());
        try {
            long origin = timestamp(0, packet)
                    .orElseThrow(() -> impossible("its first frame is none that decoding could begin with"));
            for (int part = 1; part < parts; part++) {
                int end = Math.min(place(part + 1, parts), frames - warmUp);
                Optional<EntryPoint> entry = Optional.empty();
                for (int frame = place(part, parts); frame < end && entry.isEmpty(); frame++) {
                    int at = frame;
                    entry = timestamp(at, packet).map(timestamp -> new EntryPoint(at, timestamp, origin));
                }
                entry.ifPresent(entries::add);
            }
        } finally {
            avcodec.av_packet_free(packet);
        }
        if (entries.isEmpty()) {
            throw impossible("it has no key frames on which nothing before has an influence");
        }
        return entries;
    }

    private int place(int part, int parts) {
        return (int) ((long) frames * part / parts);
    }

    /** When a frame is shown, if the file can be entered there. */
    private Optional<Long> timestamp(int frame, AVPacket packet) {
        if (!demuxer.enter(frame) || demuxer.read(packet) < 0) {
            return Optional.empty();
        }
        boolean clean = cleanStart.is(packet);
        long timestamp = packet.pts();
        avcodec.av_packet_unref(packet);
        if (!clean || timestamp == avutil.AV_NOPTS_VALUE) {
            return Optional.empty();
        }
        // What is shown before it and comes after it comes directly after it.
        boolean last = demuxer.read(packet) < 0;
        boolean first = last || packet.pts() > timestamp;
        avcodec.av_packet_unref(packet);
        return first ? Optional.of(timestamp) : Optional.empty();
    }

    private VedetteException impossible(String reason) {
        return notInRanges(file, reason);
    }

    static VedetteException notInRanges(Path file, String reason) {
        return VedetteException.badInput(file + " cannot be read in ranges: " + reason + "; read it in one piece");
    }
}
