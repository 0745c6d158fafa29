package dev.vedette.training.objects;

import dev.vedette.frame.Image;
import dev.vedette.training.footage.Footage;
import java.util.Arrays;

/** The scene without what moves in it: the median, pixel by pixel and channel by channel, of frames spread over a while. */
final class Background {
    private static final int FRAMES = 17;

    private Background() {}

    /** The background of {@code clips} clips from number {@code first} on. */
    static Image of(Footage footage, int first, int clips) {
        int frames = Math.min(FRAMES, clips);
        byte[][] stack = new byte[frames][];
        for (int i = 0; i < frames; i++) {
            stack[i] =
                    footage.present(first + (int) ((i + 0.5) * clips / frames)).bgr();
        }
        Image shape = footage.present(first);
        byte[] median = new byte[shape.bgr().length];
        int[] values = new int[frames];
        for (int i = 0; i < median.length; i++) {
            for (int f = 0; f < frames; f++) {
                values[f] = stack[f][i] & 0xff;
            }
            Arrays.sort(values);
            median[i] = (byte) values[frames / 2];
        }
        return new Image(shape.width(), shape.height(), median);
    }
}
