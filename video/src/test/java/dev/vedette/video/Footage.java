package dev.vedette.video;

import dev.vedette.fault.PendingFile;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;

/** Small footage for the tests of this package. */
final class Footage {
    private Footage() {}

    static List<Frame> frames(Video video) {
        List<Frame> frames = new ArrayList<>();
        try (FrameSource source = video.open()) {
            for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
                frames.add(next.get());
            }
        }
        return frames;
    }

    /** A smooth pattern with a bright square that moves, and a little noise that gives every frame some weight. */
    static Image image(int width, int height, int index) {
        byte[] bgr = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean square = Math.abs(x - (index * 3) % width) < 6 && Math.abs(y - height / 2) < 6;
                int at = (y * width + x) * 3;
                int noise = (x * 7919 + y * 104729 + index * 1299709) % 31 % 16;
                bgr[at] = (byte) (noise + (square ? 230 : 60 + 90 * x / width));
                bgr[at + 1] = (byte) (noise + (square ? 230 : 60 + 90 * y / height));
                bgr[at + 2] = (byte) (noise + (square ? 230 : 100));
            }
        }
        return new Image(width, height, bgr);
    }

    static void write(Path file, int width, int height, double rate, int frames) {
        try (VideoWriter writer = VideoWriter.create(file, width, height, rate)) {
            for (int i = 0; i < frames; i++) {
                writer.write(image(width, height, i));
            }
            writer.finish();
        }
    }

    /** The same with each frame shown at a time that is given in frame intervals, where a {@link VideoWriter} counts from 0. */
    static void writeAt(Path file, int width, int height, double rate, long... times) {
        Ffmpeg.load();
        AVPacket packet = Ffmpeg.allocated(avcodec.av_packet_alloc());
        try (PendingFile pending = PendingFile.beside(file);
                H264Encoder encoder = new H264Encoder(file, width, height, rate);
                Muxer muxer = new Muxer(file, pending, encoder)) {
            for (int i = 0; i <= times.length; i++) {
                encoder.send(i == times.length ? null : encoder.prepare(image(width, height, i), times[i]));
                while (encoder.receive(packet)) {
                    muxer.write(packet);
                }
            }
            muxer.finish();
            pending.publish();
        } finally {
            avcodec.av_packet_free(packet);
        }
    }

    static double meanDifference(Image a, Image b) {
        long sum = 0;
        for (int i = 0; i < a.bgr().length; i++) {
            sum += Math.abs((a.bgr()[i] & 0xff) - (b.bgr()[i] & 0xff));
        }
        return (double) sum / a.bgr().length;
    }
}
