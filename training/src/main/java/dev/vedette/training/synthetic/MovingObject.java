package dev.vedette.training.synthetic;

import dev.vedette.frame.Clip;
import java.util.Optional;

/** One thing as it is seen in the frames t−3, t and t+3. */
public record MovingObject(Sprite past, Sprite present, Sprite future) {
    /** In frame t−1, moving evenly; not there where frame t−3 does not show it. */
    Sprite before() {
        return towards(past);
    }

    /** In frame t+1, moving evenly; not there where frame t+3 does not show it. */
    Sprite after() {
        return towards(future);
    }

    /** The present a frame nearer to another picture. */
    private Sprite towards(Sprite other) {
        if (other.area() == 0) {
            return Sprite.nothing();
        }
        double dx = (other.centreX() - present.centreX()) / Clip.STRIDE;
        double dy = (other.centreY() - present.centreY()) / Clip.STRIDE;
        return present.at((int) Math.round(present.x() + dx), (int) Math.round(present.y() + dy));
    }

    /**
     * The same thing seen from another frame: it goes on as it goes, and its three looks take turns, to and fro.
     *
     * @param frames how much later; earlier if negative
     * @return empty, when it is not there in one of its pictures, so that nobody knows how it goes
     */
    Optional<MovingObject> later(int frames) {
        if (past.area() == 0 || present.area() == 0 || future.area() == 0) {
            return Optional.empty();
        }
        return Optional.of(new MovingObject(seen(frames - Clip.STRIDE), seen(frames), seen(frames + Clip.STRIDE)));
    }

    private Sprite seen(int frames) {
        Sprite look =
                switch (Math.floorMod(Math.round((float) frames / Clip.STRIDE), 4)) {
                    case 1 -> future;
                    case 3 -> past;
                    default -> present;
                };
        double strides = (double) frames / Clip.STRIDE;
        double x = present.centreX() + strides * (future.centreX() - past.centreX()) / 2;
        double y = present.centreY() + strides * (future.centreY() - past.centreY()) / 2;
        return look.at((int) Math.round(x - look.width() / 2.0), (int) Math.round(y - look.height() / 2.0));
    }
}
