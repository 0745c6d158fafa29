package dev.vedette.training.footage;

import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Footage of a street: a noisy, textured ground on which dark upright things walk to the right, one pixel a frame. */
public final class Street {
    public static final int WIDTH = 160;
    public static final int HEIGHT = 96;
    public static final int SPEED = 1;
    public static final int TALL = 20;
    public static final int BROAD = 9;
    private static final int[] ROWS = {20, 45, 70};

    private Street() {}

    public static FootageStore store(Path folder, int frames) {
        Video video = new DrawnVideo("street", 25, frames, Street::frame);
        return FootageStore.read(
                List.of(video), FootageSettings.of(WIDTH, HEIGHT, 1).withFolder(folder), FootageProgress.NONE);
    }

    public static Image frame(int t) {
        Image image = ground(t);
        for (int lane = 0; lane < ROWS.length; lane++) {
            int left = (t * SPEED + lane * 53) % (WIDTH + 40) - 20;
            for (int y = 0; y < TALL; y++) {
                for (int x = Math.max(0, left); x < Math.min(WIDTH, left + BROAD); x++) {
                    int i = ((ROWS[lane] + y) * WIDTH + x) * 3;
                    image.bgr()[i] = (byte) (30 + 20 * lane);
                    image.bgr()[i + 1] = (byte) (20 + 2 * y);
                    image.bgr()[i + 2] = 40;
                }
            }
        }
        return image;
    }

    public static Image ground(int t) {
        SplittableRandom noise = new SplittableRandom(t);
        byte[] bgr = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < bgr.length; i++) {
            int x = i / 3 % WIDTH;
            int y = i / 3 / WIDTH;
            bgr[i] = (byte) (140 + (x / 16 + y / 16) % 2 * 30 + noise.nextInt(-3, 4));
        }
        return new Image(WIDTH, HEIGHT, bgr);
    }
}
