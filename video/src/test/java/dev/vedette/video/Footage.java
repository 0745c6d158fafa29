package dev.vedette.video;

import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    static double meanDifference(Image a, Image b) {
        long sum = 0;
        for (int i = 0; i < a.bgr().length; i++) {
            sum += Math.abs((a.bgr()[i] & 0xff) - (b.bgr()[i] & 0xff));
        }
        return (double) sum / a.bgr().length;
    }
}
