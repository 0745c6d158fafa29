package dev.vedette.frame;

/**
 * How much a place's picture changes from one frame to the next and once more to the one after, in local contrast: the lesser of both
 * changes of every pixel. What is fine and fast changes twice, the edge of what passes slowly once.
 */
public final class Flickers {
    /** What changes more, changes wholly. */
    private static final float MOST = 3;

    private Flickers() {}

    /**
     * Flicker of the places of a grid that divides the picture.
     *
     * @param wanted which places are asked for, [rows · columns]
     * @return mean over the place's pixels, 0 to 3; 0 for places not asked for and where frame t−1 or t+1 does not exist
     */
    public static float[] of(Clip clip, int columns, int rows, boolean[] wanted) {
        float[] flicker = new float[wanted.length];
        Image picture = clip.present();
        int width = picture.width() / columns;
        int height = picture.height() / rows;
        for (int place = 0; place < wanted.length; place++) {
            if (wanted[place]) {
                int corner = place / columns * height * picture.width() + place % columns * width;
                flicker[place] = sum(clip, corner, width, height) / (width * height);
            }
        }
        return flicker;
    }

    private static float sum(Clip clip, int corner, int width, int height) {
        float[] before = clip.contrastBefore().values();
        float[] now = clip.contrast().values();
        float[] after = clip.contrastAfter().values();
        int stride = clip.present().width();
        float sum = 0;
        for (int row = 0; row < height; row++) {
            int from = corner + row * stride;
            for (int i = from; i < from + width; i++) {
                sum += Math.min(MOST, Math.min(Math.abs(now[i] - before[i]), Math.abs(after[i] - now[i])));
            }
        }
        return sum;
    }
}
