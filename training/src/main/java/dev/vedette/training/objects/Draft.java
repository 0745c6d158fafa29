package dev.vedette.training.objects;

import dev.vedette.frame.Clip;
import dev.vedette.training.synthetic.MovingObject;
import dev.vedette.training.synthetic.Sprite;
import java.util.function.UnaryOperator;

/** A thing on its way from how it was to how it is pasted. Not thread-safe: each draw has its own. */
final class Draft {
    private static final double MOST_SHARE = 0.55;
    private static final double MOST_MAGNIFIED = 3;

    final Track track;
    Sprite past;
    Sprite present;
    Sprite future;
    /** Where its middle and its lower edge are at t. */
    double centreX;

    double foot;
    /** Pixels a frame. */
    double speedX;

    double speedY;
    /** Radians a frame by which the path turns. */
    double bend;

    double scaleX = 1;
    double scaleY = 1;
    double angle;
    boolean appearsAtPresent;

    Draft(Track track) {
        this.track = track;
        past = track.object().past();
        present = track.object().present();
        future = track.object().future();
        centreX = present.centreX();
        foot = track.foot();
        speedX = track.speedX();
        speedY = track.speedY();
    }

    void edit(UnaryOperator<Sprite> edit) {
        past = edit.apply(past);
        present = edit.apply(present);
        future = edit.apply(future);
    }

    /** Shows it in one attitude all the time. */
    void freeze() {
        past = present;
        future = present;
    }

    void scale(double factor) {
        scaleX *= factor;
        scaleY *= factor;
    }

    double speed() {
        return Math.hypot(speedX, speedY);
    }

    /** Height at t as it will be pasted, upright. */
    double height() {
        return present.height() * scaleY;
    }

    double width() {
        return present.width() * scaleX;
    }

    double centreY() {
        return foot - height() / 2;
    }

    /** Shrinks it until it neither is magnified beyond recognition nor fills the frame. */
    void limit(int frameWidth, int frameHeight) {
        double most = Math.min(MOST_SHARE * frameWidth / width(), MOST_SHARE * frameHeight / height());
        most = Math.min(most, MOST_MAGNIFIED / Math.max(scaleX, scaleY));
        if (most < 1) {
            scale(most);
        }
    }

    MovingObject finished() {
        SpriteWarp warp = new SpriteWarp(scaleX, scaleY, angle);
        double turned = bend * Clip.STRIDE;
        double dx = speedX * Clip.STRIDE;
        double dy = speedY * Clip.STRIDE;
        Sprite before = warp.apply(
                past,
                centreX - dx * Math.cos(turned) - dy * Math.sin(turned),
                centreY() - dy * Math.cos(turned) + dx * Math.sin(turned));
        Sprite after = warp.apply(
                future,
                centreX + dx * Math.cos(turned) - dy * Math.sin(turned),
                centreY() + dy * Math.cos(turned) + dx * Math.sin(turned));
        return new MovingObject(
                appearsAtPresent ? Sprite.nothing() : before, warp.apply(present, centreX, centreY()), after);
    }
}
