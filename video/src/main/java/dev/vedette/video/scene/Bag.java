package dev.vedette.video.scene;

import java.awt.Color;
import java.awt.Graphics2D;

/** A big bag that hangs from its carrier's hand, until it is dropped and stays. */
final class Bag implements Actor {
    private static final double CARRIED_AT = 0.38;
    private static final double GRAVITY = 9.81;

    private final Route carrier;
    private final double dropped;
    private final Color colour;

    /** @param dropped when the carrier lets go, in seconds; infinity for never */
    Bag(Route carrier, double dropped, Color colour) {
        this.carrier = carrier;
        this.dropped = dropped;
        this.colour = colour;
    }

    @Override
    public boolean present(double time) {
        return time >= dropped || carrier.includes(time);
    }

    private Route.Place place(double time) {
        return carrier.at(Math.min(time, dropped));
    }

    /** Just before its carrier. */
    @Override
    public double depth(double time) {
        return place(time).z() - 0.05;
    }

    @Override
    public void paintShadow(Graphics2D canvas, double time) {
        if (time >= dropped) {
            Route.Place place = place(time);
            Brush.shadow(canvas, place.x() + 0.1 * place.heading(), place.z(), 1.1, 0.9);
        }
    }

    @Override
    public void paint(Graphics2D canvas, double time) {
        Route.Place place = place(time);
        double falling = Math.max(0, time - dropped);
        double height = Math.max(0, CARRIED_AT - GRAVITY / 2 * falling * falling);
        double swing = 0.05 * place.pace() * Math.sin(6 * place.distance());
        double slack = height == 0 ? 0.10 : 0.22;
        try (Brush brush = Brush.at(canvas, place.x() + 0.1 * place.heading(), place.z(), place.heading())) {
            Color dark = Brush.darker(colour, 0.65);
            brush.limb(swing - 0.20, height + 0.36, swing, height + 0.36 + slack, 0.03, dark);
            brush.limb(swing + 0.20, height + 0.36, swing, height + 0.36 + slack, 0.03, dark);
            brush.limb(swing - 0.22, height + 0.19, swing + 0.22, height + 0.19, 0.36, colour);
            brush.limb(swing - 0.26, height + 0.10, swing + 0.26, height + 0.10, 0.16, Brush.darker(colour, 0.82));
            brush.limb(swing - 0.24, height + 0.25, swing + 0.24, height + 0.25, 0.04, dark);
        }
    }
}
