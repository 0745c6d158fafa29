package dev.vedette.video.scene;

import java.awt.Color;
import java.awt.Graphics2D;

/** A street lamp, behind which people pass. */
final class Lamppost implements Actor {
    private static final Color METAL = new Color(0x30363a);
    private static final Color GLASS = new Color(0xe8e4d0);

    private final double x;
    private final double z;

    Lamppost(double x, double z) {
        this.x = x;
        this.z = z;
    }

    @Override
    public boolean present(double time) {
        return true;
    }

    @Override
    public double depth(double time) {
        return z;
    }

    @Override
    public void paintShadow(Graphics2D canvas, double time) {
        Brush.shadow(canvas, x, z, 0.7, 0.6);
    }

    @Override
    public void paint(Graphics2D canvas, double time) {
        try (Brush brush = Brush.at(canvas, x, z, 1)) {
            brush.limb(0, 0.05, 0, 0.5, 0.20, METAL);
            brush.limb(0, 0.5, 0, 4.2, 0.11, METAL);
            brush.limb(0, 4.2, 0.5, 4.4, 0.08, METAL);
            brush.ellipse(0.55, 4.32, 0.18, 0.10, GLASS);
        }
    }
}
