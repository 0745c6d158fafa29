package dev.vedette.video.scene;

import java.awt.Color;
import java.awt.Graphics2D;

/** A delivery van on the road, seen from the side and a little from above. */
final class Van implements Actor {
    private static final double WIDTH = 1.9;
    private static final double ROOF = 2.25;
    private static final double WHEEL = 0.36;
    private static final Color BODY = new Color(0xe6e8ea);
    private static final Color SHADE = new Color(0xbcc2c8);
    private static final Color STRIPE = new Color(0x2060b0);
    private static final Color GLASS = new Color(0x28343e);
    private static final Color TYRE = new Color(0x141416);
    private static final Color HUB = new Color(0x9aa0a6);
    private static final Color LAMP = new Color(0xfff2c0);
    private static final Color TAIL_LAMP = new Color(0xc02020);

    private final Route route;

    Van(Route route) {
        this.route = route;
    }

    @Override
    public boolean present(double time) {
        return route.includes(time);
    }

    @Override
    public double depth(double time) {
        return route.at(time).z();
    }

    @Override
    public void paintShadow(Graphics2D canvas, double time) {
        Route.Place place = route.at(time);
        Brush.shadow(canvas, place.x() + 0.1, place.z() + 0.4, 5.6, 3.2);
    }

    @Override
    public void paint(Graphics2D canvas, double time) {
        Route.Place place = route.at(time);
        try (Brush roof = Brush.at(canvas, place.x(), place.z(), place.heading())) {
            paintRoof(roof, place);
        }
        try (Brush brush = Brush.at(canvas, place.x(), place.z(), place.heading())) {
            paintSide(brush);
            wheel(brush, -1.55, place.distance());
            wheel(brush, 1.55, place.distance());
        }
    }

    /** The top, which the camera sees because it hangs higher. */
    private static void paintRoof(Brush brush, Route.Place place) {
        double shrink = Perspective.scale(place.z() + WIDTH) / Perspective.scale(place.z());
        double shift = place.heading() * place.x() * (shrink - 1);
        double[] x = {-2.5, 1.25, 1.95, 2.5};
        double[] y = {ROOF, ROOF, 1.35, 1.1};
        Color[] colours = {SHADE, GLASS, BODY};
        for (int i = 0; i < colours.length; i++) {
            brush.polygon(
                    colours[i],
                    x[i],
                    y[i],
                    x[i + 1],
                    y[i + 1],
                    x[i + 1] * shrink + shift,
                    behind(y[i + 1], shrink),
                    x[i] * shrink + shift,
                    behind(y[i], shrink));
        }
    }

    /** Where a height of the far side is seen, as a height of the near side. */
    private static double behind(double height, double shrink) {
        return height * shrink + Perspective.CAMERA_HEIGHT * (1 - shrink);
    }

    private static void paintSide(Brush brush) {
        brush.polygon(BODY, -2.5, 0.38, -2.5, ROOF, 1.25, ROOF, 1.95, 1.35, 2.45, 1.1, 2.55, 0.75, 2.5, 0.38);
        brush.polygon(SHADE, -2.5, 0.38, -2.5, 0.62, 2.55, 0.62, 2.5, 0.38);
        brush.polygon(STRIPE, -2.5, 1.02, -2.5, 1.28, 0.35, 1.28, 0.35, 1.02);
        brush.polygon(GLASS, 0.55, 1.32, 0.55, 2.02, 1.15, 2.02, 1.68, 1.32);
        brush.limb(0.45, 0.62, 0.45, 2.1, 0.03, SHADE);
        brush.limb(-1.1, 0.62, -1.1, 2.1, 0.03, SHADE);
        brush.limb(0.62, 1.18, 0.80, 1.18, 0.05, TYRE);
        brush.disc(2.42, 0.88, 0.11, LAMP);
        brush.polygon(TAIL_LAMP, -2.5, 0.75, -2.5, 1.0, -2.4, 1.0, -2.4, 0.75);
        brush.limb(-2.5, 0.40, 2.5, 0.40, 0.09, TYRE);
    }

    private static void wheel(Brush brush, double x, double distance) {
        brush.disc(x, WHEEL + 0.03, WHEEL + 0.08, GLASS);
        brush.disc(x, WHEEL, WHEEL, TYRE);
        brush.disc(x, WHEEL, 0.19, HUB);
        double turn = -distance / WHEEL;
        for (int i = 0; i < 3; i++) {
            double angle = turn + i * Math.PI / 3;
            double dx = 0.18 * Math.cos(angle);
            double dy = 0.18 * Math.sin(angle);
            brush.limb(x - dx, WHEEL - dy, x + dx, WHEEL + dy, 0.04, TYRE);
        }
    }
}
