package dev.vedette.training.objects;

import dev.vedette.frame.Clip;
import dev.vedette.training.synthetic.MovingObject;
import dev.vedette.training.synthetic.ObjectSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Things as they were, at a place where they may be: cut, scaled, blended and pasted like those that do not belong, so
 * that a network cannot learn to see the pasting.
 */
final class UnchangedObjects implements ObjectSource {
    private final Scene scene;
    private final Placement placement;

    UnchangedObjects(Scene scene) {
        this.scene = scene;
        placement = new Placement(scene);
    }

    @Override
    public Optional<MovingObject> draw(RandomGenerator random, Clip into) {
        if (scene.tracks().isEmpty()) {
            return Optional.empty();
        }
        Draft draft = new Draft(scene.anyTrack(random));
        placement.place(draft, random);
        placement.light(draft, into);
        return Optional.of(draft.finished());
    }
}
