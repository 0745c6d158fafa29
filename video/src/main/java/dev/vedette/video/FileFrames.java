package dev.vedette.video;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a video file. What the file held before a damage is delivered first; then {@link #next()} throws.
 * A frame that FFmpeg says it had to patch up counts as damaged; some old codecs do not say. Not thread-safe.
 */
final class FileFrames implements FrameSource {
    private final Path file;
    private final Demuxer demuxer;
    private final VideoDecoder decoder;
    private final Orientation orientation;
    private final FrameClock clock;
    private final VideoRange range;

    private boolean keyFrameSeen;
    private boolean inputEnded;
    private boolean finished;
    private boolean closed;
    private int width;
    private int height;
    private @Nullable String damage;
    private @Nullable VedetteException fault;

    /** @param range where to begin, and what to check on the way; frames are read to the end of the file */
    static FileFrames open(Path file, double frameRate, int threads, VideoRange range) {
        Demuxer demuxer = Demuxer.open(file);
        try {
            return new FileFrames(file, demuxer, frameRate, threads, range);
        } catch (RuntimeException e) {
            demuxer.close();
            throw e;
        }
    }

    private FileFrames(Path file, Demuxer demuxer, double frameRate, int threads, VideoRange range) {
        this.file = file;
        this.demuxer = demuxer;
        decoder = VideoDecoder.open(file.toString(), demuxer.parameters(), demuxer.timeBase(), threads);
        orientation = Orientation.of(demuxer.parameters());
        clock = new FrameClock(avutil.av_q2d(demuxer.timeBase()), frameRate);
        this.range = range;
        range.begin().ifPresent(this::enter);
    }

    private void enter(EntryPoint point) {
        if (!demuxer.enter(point.frame())) {
            decoder.close();
            throw RangeFinder.notInRanges(file, "there is no way to frame " + point.frame());
        }
        clock.enter(point);
    }

    @Override
    public Optional<Frame> next() {
        if (closed) {
            throw VedetteException.internal("a frame of " + file + " was asked for after closing", null);
        }
        while (!finished) {
            int result = decoder.receive();
            if (result == 0) {
                return Optional.of(deliver());
            }
            if (Ffmpeg.isAgain(result)) {
                feed();
            } else if (result == avutil.AVERROR_EOF) {
                finish();
            } else {
                damaged(Ffmpeg.reason(result));
            }
        }
        if (fault != null) {
            throw fault;
        }
        return Optional.empty();
    }

    private void feed() {
        AVPacket packet = decoder.packet();
        int result = demuxer.read(packet);
        if (result < 0) {
            if (result != avutil.AVERROR_EOF) {
                damaged(Ffmpeg.reason(result));
            } else {
                drain();
            }
            return;
        }
        boolean incomplete = (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
        keyFrameSeen |= (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
        int sent = incomplete ? 0 : decoder.send();
        avcodec.av_packet_unref(packet);
        if (incomplete) {
            damaged("the data of a frame is incomplete");
        } else if (sent < 0 && keyFrameSeen) {
            // Before its first key frame a recording that begins in mid-stream cannot decode, and nothing is wrong.
            damaged(Ffmpeg.reason(sent));
        }
    }

    /** Takes no more packets; the frames that the decoder still holds lie before the damage and come first. */
    private void damaged(String what) {
        if (damage == null) {
            damage = what;
        }
        drain();
    }

    private void drain() {
        if (inputEnded) {
            finish();
        } else {
            inputEnded = true;
            decoder.drain();
        }
    }

    private void finish() {
        finished = true;
        String shortfall = demuxer.shortfall();
        String reason = damage != null ? damage : shortfall;
        if (width == 0) {
            fault = VedetteException.badInput(file + " has a video stream but not one frame of it decodes"
                    + (reason == null ? "" : " (" + reason + ")") + "; copy it again from its source");
        } else if (damage != null) {
            fault = broken("is cut short or damaged after " + clock.frames() + " frames (" + damage + ")");
        } else if (shortfall != null) {
            fault = VedetteException.badInput(file + " is cut short or damaged: " + shortfall + " (" + clock.frames()
                    + " frames); copy it again from its source, or write it anew with FFmpeg");
        }
    }

    private Frame deliver() {
        AVFrame decoded = decoder.decoded();
        try {
            long index = clock.frames();
            if (decoder.isDamaged()) {
                throw stop("is damaged: parts of frame " + index + " do not decode");
            }
            if (width == 0) {
                width = decoded.width();
                height = decoded.height();
            } else if (decoded.width() != width || decoded.height() != height) {
                throw stop("changes its size: frame " + index + " is " + decoded.width() + "x" + decoded.height()
                        + " after frames of " + width + "x" + height);
            }
            long timestamp = decoded.best_effort_timestamp();
            Frame frame = new Frame(index, clock.tick(timestamp), orientation.upright(decoder.image()));
            range.begin().ifPresent(point -> require(point, index, timestamp));
            range.next().ifPresent(point -> require(point, index, timestamp));
            return frame;
        } finally {
            avutil.av_frame_unref(decoded);
        }
    }

    /** That the frame with an entry's number is the entry: then whoever enters there counts and times as whoever comes by. */
    private void require(EntryPoint point, long index, long timestamp) {
        if (index == point.frame() && (timestamp != point.timestamp() || !clock.isExact(timestamp))) {
            finished = true;
            fault = RangeFinder.notInRanges(
                    file,
                    "frame " + index + " has the timestamp " + timestamp + " where its index has " + point.timestamp()
                            + ", or times before it do not advance");
            throw fault;
        }
    }

    /** Ends the stream at once; every further call fails in the same way. */
    private VedetteException stop(String what) {
        finished = true;
        fault = broken(what);
        return fault;
    }

    private VedetteException broken(String what) {
        return VedetteException.badInput(
                file + " " + what + "; copy it again from its source, or cut it before frame " + clock.frames());
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
