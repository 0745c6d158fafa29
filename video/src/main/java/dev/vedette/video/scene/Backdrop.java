package dev.vedette.video.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** The street without anybody in it: houses, pavements, the road. It is the same whatever the seed of the people is. */
final class Backdrop {
    private static final int SAMPLES = 3;
    private static final double WALL_ROW = Perspective.screenY(Perspective.WALL, 0);

    private final int width;
    private final int height;

    private Backdrop(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Pixels as 0xRRGGBB, rows from the top. */
    static int[] paint(int width, int height) {
        return new Backdrop(width, height).paint();
    }

    private int[] paint() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        Brush.smooth(graphics);
        graphics.scale(width / Perspective.WIDTH, height / Perspective.HEIGHT);
        houses(graphics);
        graphics.dispose();
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = finish(pixels[y * width + x], x, y);
            }
        }
        return pixels;
    }

    /** Puts the ground below the houses, gives all surfaces their grain and darkens the corners as a lens does. */
    private int finish(int house, int x, int y) {
        double[] colour = {0, 0, 0};
        for (int i = 0; i < SAMPLES * SAMPLES; i++) {
            double unitX = (x + (i % SAMPLES + 0.5) / SAMPLES) * Perspective.WIDTH / width;
            double unitY = (y + (i / SAMPLES + 0.5) / SAMPLES) * Perspective.HEIGHT / height;
            if (unitY > WALL_ROW) {
                double z = Perspective.groundZ(unitY);
                Ground.add(colour, Perspective.groundX(unitX, z), z, 1.0 / (SAMPLES * SAMPLES));
            } else {
                double light = plaster(unitX, unitY) / (SAMPLES * SAMPLES);
                colour[0] += (house >> 16 & 0xff) * light;
                colour[1] += (house >> 8 & 0xff) * light;
                colour[2] += (house & 0xff) * light;
            }
        }
        double fromCentreX = 2.0 * x / width - 1;
        double fromCentreY = 2.0 * y / height - 1;
        double light = 1.04 - 0.09 * (fromCentreX * fromCentreX + fromCentreY * fromCentreY);
        double grain = 5 * (Grain.at(x, y) - 0.5);
        return value(colour[0] * light + grain) << 16
                | value(colour[1] * light + grain) << 8
                | value(colour[2] * light + grain);
    }

    private static double plaster(double x, double y) {
        double stains = 0.10 * (Grain.smooth(x / 23, y / 17) - 0.5);
        boolean brick = x < 104;
        double course = y / 2.4;
        double along = x / 5.5 + (Math.floor(course) % 2 == 0 ? 0.5 : 0);
        double bond = brick ? 0.10 * (Grain.at((int) Math.floor(along), (int) Math.floor(course)) - 0.5) : 0;
        return 1 + stains + bond - (brick && course - Math.floor(course) < 0.22 ? 0.06 : 0);
    }

    private static int value(double colour) {
        return (int) Math.max(0, Math.min(255, Math.round(colour)));
    }

    private static void houses(Graphics2D g) {
        wall(g, 0, 104, new Color(0x9a6a55));
        wall(g, 104, 214, new Color(0xc9bb9c));
        wall(g, 214, 320, new Color(0x8494a0));
        for (double x : new double[] {10, 42, 74}) {
            window(g, x, -6, 18, 26);
        }
        for (double x : new double[] {118, 146, 178}) {
            window(g, x, -8, 16, 24);
        }
        for (double x : new double[] {226, 258, 290}) {
            window(g, x, -4, 17, 22);
        }
        window(g, 8, 36, 40, 26);
        door(g, 60, new Color(0x3f2a20));
        window(g, 80, 38, 17, 20);
        window(g, 116, 40, 56, 24);
        awning(g, 112, 34, 64);
        door(g, 184, new Color(0x27503a));
        window(g, 224, 38, 24, 22);
        door(g, 258, new Color(0x6a2a2a));
        window(g, 282, 38, 28, 22);
        plinth(g);
    }

    private static void wall(Graphics2D g, double from, double to, Color colour) {
        g.setColor(colour);
        g.fill(new Rectangle2D.Double(from, 0, to - from, WALL_ROW + 1));
        g.setColor(Brush.darker(colour, 0.72));
        g.fill(new Rectangle2D.Double(to - 1, 0, 1, WALL_ROW));
        g.setColor(Brush.darker(colour, 0.82));
        g.fill(new Rectangle2D.Double(from, 26, to - from, 2));
    }

    private static void window(Graphics2D g, double x, double y, double w, double h) {
        g.setColor(new Color(0xdcd8cc));
        g.fill(new Rectangle2D.Double(x - 1.4, y - 1.4, w + 2.8, h + 2.8));
        g.setPaint(new GradientPaint(
                (float) x, (float) y, new Color(0x6f8899), (float) (x + w), (float) (y + h), new Color(0x26323c)));
        g.fill(new Rectangle2D.Double(x, y, w, h));
        g.setColor(new Color(0xdcd8cc));
        g.setStroke(new BasicStroke(0.9f));
        g.draw(new Rectangle2D.Double(x + w / 2, y, 0.01, h));
        g.setColor(new Color(255, 255, 255, 36));
        Path2D glare = new Path2D.Double();
        glare.moveTo(x + w * 0.1, y + h);
        glare.lineTo(x + w * 0.4, y);
        glare.lineTo(x + w * 0.6, y);
        glare.lineTo(x + w * 0.3, y + h);
        glare.closePath();
        g.fill(glare);
        g.setColor(new Color(0xb8b2a4));
        g.fill(new Rectangle2D.Double(x - 2, y + h + 1, w + 4, 1.6));
    }

    private static void door(Graphics2D g, double x, Color colour) {
        g.setColor(new Color(0xcfc8b8));
        g.fill(new Rectangle2D.Double(x - 1.5, 43, 15, WALL_ROW - 43));
        g.setColor(colour);
        g.fill(new Rectangle2D.Double(x, 44.5, 12, WALL_ROW - 44.5));
        g.setColor(Brush.darker(colour, 0.7));
        g.draw(new Rectangle2D.Double(x + 2, 47, 8, 9));
        g.draw(new Rectangle2D.Double(x + 2, 60, 8, 11));
        g.setColor(new Color(0xd8b850));
        g.fill(new Rectangle2D.Double(x + 9.6, 58, 1.2, 1.8));
    }

    private static void awning(Graphics2D g, double x, double y, double w) {
        int stripes = 10;
        for (int i = 0; i < stripes; i++) {
            g.setColor(i % 2 == 0 ? new Color(0x2f6a48) : new Color(0xe4e0d0));
            double left = x + i * w / stripes;
            g.fill(new Rectangle2D.Double(left, y, w / stripes, 8));
        }
        g.setColor(new Color(20, 20, 20, 60));
        g.fill(new Rectangle2D.Double(x + 1, y + 8, w - 2, 3));
    }

    private static void plinth(Graphics2D g) {
        g.setPaint(new GradientPaint(
                0, (float) WALL_ROW - 7, new Color(0, 0, 0, 0), 0, (float) WALL_ROW, new Color(0, 0, 0, 90)));
        g.fill(new Rectangle2D.Double(0, WALL_ROW - 7, Perspective.WIDTH, 8));
    }
}
