package dev.vedette.video.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;

/** Shapes in metres around a point on the ground: x forward, y up. */
final class Brush implements AutoCloseable {
    private static final Color SHADOW = new Color(10, 10, 25, 70);

    private final Graphics2D graphics;

    private Brush(Graphics2D graphics) {
        this.graphics = graphics;
    }

    /** @param heading 1 if forward is to the right, -1 if to the left */
    static Brush at(Graphics2D canvas, double x, double z, int heading) {
        Graphics2D graphics = (Graphics2D) canvas.create();
        graphics.translate(Perspective.screenX(x, z), Perspective.screenY(z, 0));
        double scale = Perspective.scale(z);
        graphics.scale(scale * heading, -scale);
        return new Brush(graphics);
    }

    static void smooth(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    static Color darker(Color colour, double factor) {
        return new Color((int) (colour.getRed() * factor), (int) (colour.getGreen() * factor), (int)
                (colour.getBlue() * factor));
    }

    void limb(double x0, double y0, double x1, double y1, double width, Color colour) {
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(new Line2D.Double(x0, y0, x1, y1));
    }

    void ellipse(double x, double y, double radiusX, double radiusY, Color colour) {
        graphics.setColor(colour);
        graphics.fill(new Ellipse2D.Double(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY));
    }

    void disc(double x, double y, double radius, Color colour) {
        ellipse(x, y, radius, radius, colour);
    }

    void ring(double x, double y, double radius, double width, Color colour) {
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke((float) width));
        graphics.draw(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    /** @param corners x and y in turn */
    void polygon(Color colour, double... corners) {
        Path2D path = new Path2D.Double();
        path.moveTo(corners[0], corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(corners[i], corners[i + 1]);
        }
        path.closePath();
        graphics.setColor(colour);
        graphics.fill(path);
    }

    /** A soft patch on the ground; the light comes from the upper left. */
    static void shadow(Graphics2D canvas, double x, double z, double length, double depth) {
        double scale = Perspective.scale(z);
        double flat = scale * 0.35;
        double centreX = Perspective.screenX(x, z) + 0.15 * scale;
        double centreY = Perspective.screenY(z, 0) - 0.02 * scale;
        canvas.setColor(SHADOW);
        for (double size : new double[] {1, 0.75}) {
            canvas.fill(new Ellipse2D.Double(
                    centreX - size * length * scale / 2,
                    centreY - size * depth * flat / 2,
                    size * length * scale,
                    size * depth * flat));
        }
    }

    @Override
    public void close() {
        graphics.dispose();
    }
}
