package dev.vedette.video.scene;

import dev.vedette.frame.Image;
import java.util.Random;

/** What a cheap sensor makes of the light: brightness that drifts with the clouds, and noise. */
final class Camera {
    private static final int NOISE_SIZE = 1 << 16;
    private static final double NOISE = 2.0;

    private final long seed;
    private final double firstPhase;
    private final double secondPhase;
    private final byte[] noise = new byte[NOISE_SIZE];

    Camera(long seed) {
        this.seed = seed;
        Random random = new Random(seed);
        firstPhase = random.nextDouble() * 2 * Math.PI;
        secondPhase = random.nextDouble() * 2 * Math.PI;
        for (int i = 0; i < NOISE_SIZE; i++) {
            noise[i] = (byte) Math.round(NOISE * random.nextGaussian());
        }
    }

    /** @param pixels 0xRRGGBB */
    Image expose(int[] pixels, int width, int height, int frame, double time) {
        int[] exposed = exposure(time);
        byte[] bgr = new byte[width * height * 3];
        int grain = new Random(seed * 31 + frame).nextInt(NOISE_SIZE);
        for (int i = 0; i < pixels.length; i++) {
            int pixel = pixels[i];
            // An odd step through the table visits all of it, so that the noise of one row is not that of another.
            grain = (grain + 12_289) & (NOISE_SIZE - 1);
            int luminance = noise[grain];
            bgr[3 * i] = clamp(exposed[pixel & 0xff] + luminance);
            bgr[3 * i + 1] = clamp(exposed[pixel >> 8 & 0xff] + luminance);
            bgr[3 * i + 2] = clamp(exposed[pixel >> 16 & 0xff] + luminance);
        }
        return new Image(width, height, bgr);
    }

    private int[] exposure(double time) {
        double gain = 1
                + 0.045 * Math.sin(2 * Math.PI * time / 47 + firstPhase)
                + 0.025 * Math.sin(2 * Math.PI * time / 19 + secondPhase);
        int[] exposed = new int[256];
        for (int i = 0; i < exposed.length; i++) {
            exposed[i] = (int) Math.round(i * gain);
        }
        return exposed;
    }

    private static byte clamp(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
