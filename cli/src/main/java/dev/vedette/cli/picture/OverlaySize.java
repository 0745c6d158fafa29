package dev.vedette.cli.picture;

/**
 * Size of an overlay video: the frame's, made larger where it is too small to read anything and smaller where it is larger
 * than anybody needs; always even, as video formats want it.
 *
 * @param frameHeight rows that show the frame
 * @param stripHeight rows below it that show the scores
 */
public record OverlaySize(int width, int frameHeight, int stripHeight) {
    private static final int LEAST_WIDTH = 480;
    private static final int MOST_WIDTH = 1280;

    public static OverlaySize of(int width, int height) {
        double factor = width < LEAST_WIDTH
                ? Math.ceil((double) LEAST_WIDTH / width)
                : Math.min(1, (double) MOST_WIDTH / width);
        int shown = even(height * factor);
        return new OverlaySize(even(width * factor), shown, even(Math.max(64, shown / 6.0)));
    }

    public int height() {
        return frameHeight + stripHeight;
    }

    private static int even(double pixels) {
        return Math.max(2, (int) Math.round(pixels / 2) * 2);
    }
}
