package dev.vedette.video.heat;

import dev.vedette.frame.BilinearResize;
import dev.vedette.frame.Image;
import dev.vedette.scoring.ScoreMap;

/**
 * Paints score maps over frames: nothing where it is cold, then yellow, orange, red and violet, the hotter the more opaque.
 * Colours between tokens are interpolated. Immutable.
 */
public final class HeatPainter {
    /** Share of heat, red, green, blue, opacity (0..255); linear in between. */
    private static final int[][] STOPS = {
        {0, 255, 235, 90, 0},
        {64, 255, 214, 10, 85},
        {128, 255, 128, 0, 140},
        {192, 235, 30, 30, 165},
        {255, 190, 0, 120, 185}
    };

    /** For each heat 0..255: blue, green, red, opacity. */
    private static final int[][] COLOURS = colours();

    private final HeatScale scale;

    public HeatPainter(HeatScale scale) {
        this.scale = scale;
    }

    /** A new picture: the frame with the map's heat over it. */
    public Image paint(Image frame, ScoreMap map) {
        Image heat = BilinearResize.resize(heat(map), frame.width(), frame.height());
        byte[] pixels = frame.bgr().clone();
        byte[] levels = heat.bgr();
        for (int i = 0; i < pixels.length; i += 3) {
            int[] colour = COLOURS[levels[i] & 0xff];
            int opacity = colour[3];
            if (opacity != 0) {
                for (int c = 0; c < 3; c++) {
                    int value = pixels[i + c] & 0xff;
                    pixels[i + c] = (byte) (value + (colour[c] - value) * opacity / 255);
                }
            }
        }
        return new Image(frame.width(), frame.height(), pixels);
    }

    /** The map alone, over black, at {@code pixels} pixels a token. */
    public Image paint(ScoreMap map, int pixels) {
        return paint(Image.black(map.grid().columns() * pixels, map.grid().rows() * pixels), map);
    }

    /** One grey pixel a token. */
    private Image heat(ScoreMap map) {
        byte[] grey = new byte[map.values().length * 3];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) Math.round(255 * scale.share(map.values()[i / 3]));
        }
        return new Image(map.grid().columns(), map.grid().rows(), grey);
    }

    private static int[][] colours() {
        int[][] colours = new int[256][4];
        for (int segment = 0; segment + 1 < STOPS.length; segment++) {
            int[] from = STOPS[segment];
            int[] to = STOPS[segment + 1];
            for (int heat = from[0]; heat <= to[0]; heat++) {
                double share = (double) (heat - from[0]) / (to[0] - from[0]);
                for (int c = 0; c < 4; c++) {
                    int channel = c < 3 ? 3 - c : 4;
                    colours[heat][c] = (int) Math.round(from[channel] + share * (to[channel] - from[channel]));
                }
            }
        }
        return colours;
    }
}
