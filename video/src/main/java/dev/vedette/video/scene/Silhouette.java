package dev.vedette.video.scene;

import dev.vedette.frame.Box;
import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.List;

/** The pixels that belong to an actor, without its shadow. */
final class Silhouette {
    private static final int HALF_COVERED = 128;

    private final BufferedImage canvas;
    private final int[] argb;

    private Silhouette(StreetScene.Format format) {
        canvas = new BufferedImage(format.width(), format.height(), BufferedImage.TYPE_INT_ARGB);
        argb = ((DataBufferInt) canvas.getRaster().getDataBuffer()).getData();
    }

    /** All of the actor that lies in the picture. */
    static Silhouette of(Actor actor, double time, StreetScene.Format format) {
        return of(actor, List.of(), time, format);
    }

    /** What is left of the actor behind those who are nearer. */
    static Silhouette of(Actor actor, List<Actor> nearer, double time, StreetScene.Format format) {
        Silhouette silhouette = new Silhouette(format);
        Graphics2D graphics = silhouette.canvas.createGraphics();
        Brush.smooth(graphics);
        graphics.scale(format.width() / Perspective.WIDTH, format.height() / Perspective.HEIGHT);
        actor.paint(graphics, time);
        graphics.setComposite(AlphaComposite.DstOut);
        nearer.forEach(other -> other.paint(graphics, time));
        graphics.dispose();
        return silhouette;
    }

    private boolean covers(int pixel) {
        return argb[pixel] >>> 24 >= HALF_COVERED;
    }

    int pixels() {
        int count = 0;
        for (int i = 0; i < argb.length; i++) {
            count += covers(i) ? 1 : 0;
        }
        return count;
    }

    void addTo(boolean[] mask) {
        for (int i = 0; i < argb.length; i++) {
            mask[i] |= covers(i);
        }
    }

    /** The smallest box around its pixels, of which there must be one. */
    Box box() {
        int width = canvas.getWidth();
        int left = width;
        int top = canvas.getHeight();
        int right = -1;
        int bottom = -1;
        for (int i = 0; i < argb.length; i++) {
            if (covers(i)) {
                left = Math.min(left, i % width);
                right = Math.max(right, i % width);
                top = Math.min(top, i / width);
                bottom = i / width;
            }
        }
        return new Box(left, top, right, bottom);
    }
}
