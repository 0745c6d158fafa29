package dev.vedette.video.scene;

import java.awt.Color;
import java.awt.Graphics2D;

/** A person on foot, seen from the side. */
final class Person implements Actor {
    private final Look look;
    private final Gait gait;
    private final Route route;

    Person(Look look, Gait gait, Route route) {
        this.look = look;
        this.gait = gait;
        this.route = route;
    }

    Route route() {
        return route;
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
        Brush.shadow(canvas, place.x(), place.z(), 0.95, 0.9);
    }

    @Override
    public void paint(Graphics2D canvas, double time) {
        Route.Place place = route.at(time);
        double phase = 2 * Math.PI * place.distance() / (gait.stride() * look.stature());
        try (Brush brush = Brush.at(canvas, place.x(), place.z(), place.heading())) {
            // Seen from the front, legs and arms swing towards the camera and hardly across the picture.
            paint(brush, phase, place.pace() * (0.35 + 0.65 * place.sideways()));
        }
    }

    private void paint(Brush brush, double phase, double pace) {
        double h = look.stature();
        double hip = Math.max(reach(phase, pace), reach(phase + Math.PI, pace))
                + 0.045 * h
                + pace * gait.flight() * Math.abs(Math.cos(phase));
        double lean = pace * gait.lean();
        double shoulderX = 0.30 * h * Math.sin(lean);
        double shoulderY = hip + 0.30 * h * Math.cos(lean);

        arm(brush, shoulderX, shoulderY, phase + Math.PI, pace, 0.75);
        leg(brush, hip, phase + Math.PI, pace, 0.75);
        leg(brush, hip, phase, pace, 1);
        trunk(brush, hip, shoulderX, shoulderY, phase, pace);
        head(brush, shoulderX, shoulderY, lean);
        arm(brush, shoulderX, shoulderY, phase, pace, 0.88);
    }

    /** How far the foot is below the hip. */
    private double reach(double phase, double pace) {
        double thigh = gait.thigh(phase, pace);
        return segment() * (Math.cos(thigh) + Math.cos(thigh - gait.kneeBend(phase, pace)));
    }

    /** Length of thigh and of shin. */
    private double segment() {
        return 0.238 * look.stature();
    }

    private void leg(Brush brush, double hip, double phase, double pace, double light) {
        double h = look.stature();
        double thigh = gait.thigh(phase, pace);
        double shin = thigh - gait.kneeBend(phase, pace);
        double kneeX = segment() * Math.sin(thigh);
        double kneeY = hip - segment() * Math.cos(thigh);
        double ankleX = kneeX + segment() * Math.sin(shin);
        double ankleY = kneeY - segment() * Math.cos(shin);
        Color cloth = Brush.darker(look.skirt() ? look.skin() : look.legs(), light);
        brush.limb(0, hip, kneeX, kneeY, 0.098 * h * look.build(), cloth);
        brush.limb(kneeX, kneeY, ankleX, ankleY, 0.070 * h * look.build(), cloth);
        double toe = 0.6 * shin;
        brush.limb(
                ankleX - 0.01,
                ankleY - 0.02 * h,
                ankleX + 0.085 * h * Math.cos(toe),
                ankleY - 0.025 * h + 0.085 * h * Math.sin(toe),
                0.045 * h,
                Brush.darker(look.shoes(), light));
    }

    private void trunk(Brush brush, double hip, double shoulderX, double shoulderY, double phase, double pace) {
        double h = look.stature();
        double width = 0.155 * h * look.build();
        if (look.skirt()) {
            double spread = 0.09 * h + 0.05 * h * pace * Math.abs(Math.sin(phase));
            brush.polygon(
                    look.legs(),
                    -0.075 * h,
                    hip + 0.05 * h,
                    0.075 * h,
                    hip + 0.05 * h,
                    spread,
                    hip - 0.21 * h,
                    -spread,
                    hip - 0.21 * h);
        }
        Color back = Brush.darker(look.top(), 0.85);
        brush.limb(0, hip + 0.03 * h, shoulderX, shoulderY - 0.05 * h, width, back);
        brush.limb(0.015 * h, hip + 0.03 * h, shoulderX + 0.015 * h, shoulderY - 0.05 * h, 0.8 * width, look.top());
    }

    private void head(Brush brush, double shoulderX, double shoulderY, double lean) {
        double h = look.stature();
        double neckX = shoulderX + 0.02 * h + 0.04 * h * Math.sin(lean);
        double headX = neckX + 0.015 * h;
        double headY = shoulderY + 0.105 * h;
        brush.limb(shoulderX, shoulderY, neckX, shoulderY + 0.05 * h, 0.06 * h, Brush.darker(look.skin(), 0.85));
        brush.ellipse(headX, headY, 0.058 * h, 0.072 * h, look.skin());
        brush.ellipse(headX - 0.018 * h, headY + 0.025 * h, 0.060 * h, 0.055 * h, look.hair());
        if (look.longHair()) {
            brush.limb(headX - 0.05 * h, headY + 0.01 * h, headX - 0.06 * h, headY - 0.09 * h, 0.05 * h, look.hair());
        }
    }

    private void arm(Brush brush, double shoulderX, double shoulderY, double phase, double pace, double light) {
        double h = look.stature();
        double upper = gait.upperArm(phase, pace) + pace * gait.lean();
        double lower = upper + 0.1 + pace * gait.elbow();
        double elbowX = shoulderX + 0.165 * h * Math.sin(upper);
        double elbowY = shoulderY - 0.03 * h - 0.165 * h * Math.cos(upper);
        double handX = elbowX + 0.145 * h * Math.sin(lower);
        double handY = elbowY - 0.145 * h * Math.cos(lower);
        Color sleeve = Brush.darker(look.top(), light);
        brush.limb(shoulderX, shoulderY - 0.03 * h, elbowX, elbowY, 0.062 * h, sleeve);
        brush.limb(elbowX, elbowY, handX, handY, 0.052 * h, sleeve);
        brush.disc(handX, handY, 0.026 * h, Brush.darker(look.skin(), light));
    }
}
