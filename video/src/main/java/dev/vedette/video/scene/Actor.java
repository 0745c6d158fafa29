package dev.vedette.video.scene;

import java.awt.Graphics2D;

/** Something that stands on the ground or moves over it. Times are seconds; drawing is in units of {@link Perspective}. */
interface Actor {
    boolean present(double time);

    /** Distance from the camera, in metres: what is nearer hides what is farther. */
    double depth(double time);

    void paint(Graphics2D canvas, double time);

    /** Its shadow on the ground, which lies under everybody. */
    void paintShadow(Graphics2D canvas, double time);
}
