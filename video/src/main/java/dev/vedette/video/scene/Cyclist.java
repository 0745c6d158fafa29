package dev.vedette.video.scene;

import java.awt.Color;
import java.awt.Graphics2D;

/** A person riding a bicycle, seen from the side. */
final class Cyclist implements Actor {
    private static final double WHEEL = 0.34;
    private static final double AXLE = 0.53;
    private static final double METRES_PER_TURN = 5;
    private static final Color TYRE = new Color(0x18181a);
    private static final Color RIM = new Color(0xa8acb0);
    private static final Color FRAME = new Color(0xc02818);
    private static final Color HELMET = new Color(0xf2f2ee);

    private final Look look;
    private final Route route;

    Cyclist(Look look, Route route) {
        this.look = look;
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
        Brush.shadow(canvas, place.x(), place.z(), 2, 0.7);
    }

    @Override
    public void paint(Graphics2D canvas, double time) {
        Route.Place place = route.at(time);
        double pedals = -2 * Math.PI * place.distance() / METRES_PER_TURN;
        try (Brush brush = Brush.at(canvas, place.x(), place.z(), place.heading())) {
            leg(brush, pedals + Math.PI, 0.75);
            wheel(brush, -AXLE, place.distance());
            wheel(brush, AXLE, place.distance());
            frame(brush);
            leg(brush, pedals, 1);
            body(brush);
        }
    }

    private static void wheel(Brush brush, double x, double distance) {
        brush.ring(x, WHEEL, WHEEL - 0.03, 0.06, TYRE);
        double turn = -distance / WHEEL;
        for (int i = 0; i < 4; i++) {
            double angle = turn + i * Math.PI / 4;
            double dx = (WHEEL - 0.06) * Math.cos(angle);
            double dy = (WHEEL - 0.06) * Math.sin(angle);
            brush.limb(x - dx, WHEEL - dy, x + dx, WHEEL + dy, 0.012, RIM);
        }
    }

    private static void frame(Brush brush) {
        brush.limb(-AXLE, WHEEL, -0.05, 0.30, 0.04, FRAME);
        brush.limb(-0.05, 0.30, -0.20, 0.88, 0.045, FRAME);
        brush.limb(-AXLE, WHEEL, -0.18, 0.80, 0.035, FRAME);
        brush.limb(-0.05, 0.30, 0.36, 0.80, 0.05, FRAME);
        brush.limb(-0.18, 0.80, 0.36, 0.84, 0.045, FRAME);
        brush.limb(0.36, 0.84, AXLE, WHEEL, 0.04, FRAME);
        brush.limb(0.36, 0.84, 0.34, 1.02, 0.035, TYRE);
        brush.limb(0.34, 1.02, 0.48, 1.00, 0.04, TYRE);
        brush.limb(-0.32, 0.92, -0.10, 0.92, 0.06, TYRE);
    }

    private void leg(Brush brush, double pedal, double light) {
        double footX = -0.05 + 0.17 * Math.cos(pedal);
        double footY = 0.30 + 0.17 * Math.sin(pedal);
        double hipX = -0.20;
        double hipY = 0.98;
        double thigh = 0.44;
        double shin = 0.46;
        double reach = Math.min(Math.hypot(footX - hipX, footY - hipY), thigh + shin - 0.001);
        double direction = Math.atan2(footY - hipY, footX - hipX);
        double bend = Math.acos((thigh * thigh + reach * reach - shin * shin) / (2 * thigh * reach));
        double kneeX = hipX + thigh * Math.cos(direction + bend);
        double kneeY = hipY + thigh * Math.sin(direction + bend);
        Color cloth = Brush.darker(look.legs(), light);
        brush.limb(hipX, hipY, kneeX, kneeY, 0.15, cloth);
        brush.limb(kneeX, kneeY, footX, footY, 0.105, cloth);
        brush.limb(footX - 0.05, footY, footX + 0.13, footY + 0.01, 0.07, Brush.darker(look.shoes(), light));
    }

    private void body(Brush brush) {
        brush.limb(-0.18, 1.02, 0.14, 1.40, 0.26, look.top());
        brush.limb(0.16, 1.42, 0.30, 1.20, 0.095, Brush.darker(look.top(), 0.85));
        brush.limb(0.30, 1.20, 0.44, 1.04, 0.08, Brush.darker(look.top(), 0.85));
        brush.disc(0.45, 1.03, 0.045, look.skin());
        brush.ellipse(0.29, 1.63, 0.10, 0.125, look.skin());
        brush.ellipse(0.27, 1.70, 0.135, 0.085, HELMET);
    }
}
