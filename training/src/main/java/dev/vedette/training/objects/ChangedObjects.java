package dev.vedette.training.objects;

import dev.vedette.frame.Clip;
import dev.vedette.frame.Image;
import dev.vedette.training.synthetic.MovingObject;
import dev.vedette.training.synthetic.ObjectSource;
import dev.vedette.training.synthetic.Sprite;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Things changed in one to three ways, so that they do not belong. */
final class ChangedObjects implements ObjectSource {
    private static final int ATTEMPTS = 5;
    /** Mean difference to the clean frame below which a thing cannot be seen. */
    private static final double LEAST_CONTRAST = 12;

    private final Scene scene;
    private final ChangeRanges ranges;
    private final Placement placement;

    ChangedObjects(Scene scene, ChangeRanges ranges) {
        this.scene = scene;
        this.ranges = ranges;
        placement = new Placement(scene);
    }

    @Override
    public Optional<MovingObject> draw(RandomGenerator random, Clip into) {
        for (int i = 0; i < ATTEMPTS; i++) {
            MovingObject object = attempt(random, into);
            if (isVisible(object.present(), into.present())) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }

    private MovingObject attempt(RandomGenerator random, Clip into) {
        Draft draft = new Draft(scene.anyThing(random));
        placement.place(draft, random);
        if (random.nextBoolean()) {
            draft.edit(SpriteEdit::mirrored);
            draft.speedX = -draft.speedX;
        }
        for (Change change : choose(random)) {
            change.apply(draft, scene, into, ranges, random);
        }
        draft.limit(into.present().width(), into.present().height());
        placement.light(draft, into);
        return draft.finished();
    }

    private Set<Change> choose(RandomGenerator random) {
        if (random.nextDouble() < ranges.fastAlone()) {
            return EnumSet.of(Change.FASTER);
        }
        Set<Change> chosen = EnumSet.noneOf(Change.class);
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Change change = Change.any(random);
            if (ranges.drawn() || change != Change.RETEXTURED) {
                chosen.add(change);
            }
        }
        return chosen.isEmpty() ? EnumSet.of(Change.FASTER) : chosen;
    }

    /** Whether enough of it lies in the frame and stands out from what is behind. */
    private static boolean isVisible(Sprite sprite, Image frame) {
        long difference = 0;
        int inside = 0;
        int covered = 0;
        for (int i = 0; i < sprite.alpha().length; i++) {
            if ((sprite.alpha()[i] & 0xff) < 128) {
                continue;
            }
            covered++;
            int x = sprite.x() + i % sprite.width();
            int y = sprite.y() + i / sprite.width();
            if (x >= 0 && y >= 0 && x < frame.width() && y < frame.height()) {
                inside++;
                for (int c = 0; c < 3; c++) {
                    difference += Math.abs((sprite.bgr()[3 * i + c] & 0xff) - frame.at(x, y, c));
                }
            }
        }
        return inside >= 12 && inside > covered / 3 && difference > LEAST_CONTRAST * 3 * inside;
    }
}
