package dev.vedette.cli.picture;

import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.frame.BilinearResize;
import dev.vedette.frame.Image;
import dev.vedette.video.ImageFiles;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;

/** A picture that can be drawn on: frames in rows below each other, lines and boxes over them. Not thread-safe. */
public final class Canvas {
    private final Image image;
    private final Graphics2D graphics;

    /** Black. */
    public Canvas(int width, int height) {
        image = Image.black(width, height);
        graphics = ImageFiles.shared(image).createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }

    /** A copy of {@code picture}. */
    public static Canvas of(Image picture) {
        return new Canvas(picture.width(), picture.height()).put(picture, 0);
    }

    public int width() {
        return image.width();
    }

    public int height() {
        return image.height();
    }

    public Graphics2D graphics() {
        return graphics;
    }

    /** Puts a picture of the canvas's width at the given row. */
    public Canvas put(Image picture, int row) {
        System.arraycopy(picture.bgr(), 0, image.bgr(), row * width() * 3, picture.bgr().length);
        return this;
    }

    /** Outlines an event's place on the frame that takes the first {@code rows} rows. */
    public Canvas outline(Place place, int rows, Color colour) {
        int x = (int) Math.round(place.left() * width());
        int y = (int) Math.round(place.top() * rows);
        int w = (int) Math.round((place.right() - place.left()) * width()) - 1;
        int h = (int) Math.round((place.bottom() - place.top()) * rows) - 1;
        float stroke = Math.max(2, rows / 160f);
        graphics.setStroke(new BasicStroke(stroke + 2));
        graphics.setColor(new Color(0, 0, 0, 120));
        graphics.drawRect(x, y, w, h);
        graphics.setStroke(new BasicStroke(stroke));
        graphics.setColor(colour);
        graphics.drawRect(x, y, w, h);
        return this;
    }

    /** What is drawn; later drawing shows in it. */
    public Image image() {
        return image;
    }

    /** The picture at no more than the given width, sides in proportion. */
    public static Image atMost(Image picture, int width) {
        if (picture.width() <= width) {
            return picture;
        }
        int height = Math.max(1, Math.round((float) picture.height() * width / picture.width()));
        return BilinearResize.resize(picture, width, height);
    }
}
