package dev.vedette.training.objects;

import dev.vedette.training.synthetic.MovingObject;

/**
 * A thing that was cut out of footage, at t−3, t and t+3, where it was.
 *
 * @param speedX pixels a frame to the right
 * @param speedY pixels a frame downwards
 * @param surroundings brightness 0..255 around it at t
 */
record Track(MovingObject object, double speedX, double speedY, double surroundings) {
    double speed() {
        return Math.hypot(speedX, speedY);
    }

    int height() {
        return object.present().height();
    }

    /** Row its lower edge stands on: things on the same row are about equally far away. */
    int foot() {
        return object.present().y() + object.present().height();
    }
}
