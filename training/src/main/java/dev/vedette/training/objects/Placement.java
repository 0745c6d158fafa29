package dev.vedette.training.objects;

import dev.vedette.frame.Clip;
import dev.vedette.training.synthetic.Sprite;
import java.util.random.RandomGenerator;

/** Puts a thing where such things are seen, as large, fast and bright as they are there. */
final class Placement {
    private static final int ATTEMPTS = 8;
    private static final double MOST_GAIN = 1.3;

    private final Scene scene;

    Placement(Scene scene) {
        this.scene = scene;
    }

    /** Half of the time where it was, a little further along its path; else where another thing goes the same way. */
    void place(Draft draft, RandomGenerator random) {
        if (random.nextBoolean() || !moveToAnother(draft, random)) {
            double shift = random.nextDouble(-1, 1) * draft.height();
            double length = Math.max(1e-9, draft.speed());
            double x = draft.centreX + shift * draft.speedX / length;
            double y = draft.foot + shift * draft.speedY / length;
            if (scene.activity().at(x, y - draft.height() / 2)) {
                draft.centreX = x;
                draft.foot = y;
            }
        }
        if (random.nextBoolean()) {
            draft.scale(random.nextDouble(0.93, 1.07));
        }
    }

    private boolean moveToAnother(Draft draft, RandomGenerator random) {
        for (int i = 0; i < ATTEMPTS && !scene.tracks().isEmpty(); i++) {
            Track other = scene.anyTrack(random);
            if (draft.speedX * other.speedX() + draft.speedY * other.speedY() >= 0) {
                double ratio = scene.heightAt(other.foot()) / scene.heightAt(draft.foot);
                if (ratio > 0.7 && ratio < 1.4) {
                    draft.centreX = other.object().present().centreX();
                    draft.foot = other.foot();
                    draft.scale(ratio);
                    draft.speedX *= ratio;
                    draft.speedY *= ratio;
                    return true;
                }
            }
        }
        return false;
    }

    /** Makes it brighter or darker as its new surroundings are. */
    void light(Draft draft, Clip into) {
        Sprite there = draft.present.at((int) (draft.centreX - draft.present.width() / 2.0), (int)
                (draft.centreY() - draft.present.height() / 2.0));
        double gain = (Surroundings.brightness(into.present(), there) + 1) / (draft.track.surroundings() + 1);
        draft.edit(SpriteEdit.brighter(Math.max(1 / MOST_GAIN, Math.min(MOST_GAIN, gain))));
    }
}
