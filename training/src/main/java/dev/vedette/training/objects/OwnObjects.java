package dev.vedette.training.objects;

import dev.vedette.training.footage.Footage;
import dev.vedette.training.synthetic.ObjectSource;

/**
 * Things cut out of the user's own footage by their motion, to be put back changed, so that they do not fit the scene, or
 * unchanged, so that pasting itself gives nothing away. Immutable and safe for use by many threads.
 */
public final class OwnObjects {
    private static final int ENOUGH = 10;

    private final Scene scene;

    private OwnObjects(Scene scene) {
        this.scene = scene;
    }

    /** Cuts things out of footage; takes seconds. */
    public static OwnObjects cutFrom(Footage footage, long seed) {
        return new OwnObjects(TrackCutter.cut(footage, seed));
    }

    /** How many things were found. */
    public int count() {
        return scene.tracks().size();
    }

    /** These, or {@code others} where too few things were found. */
    public OwnObjects orElse(OwnObjects others) {
        return count() >= ENOUGH ? this : others;
    }

    /** Things changed so that they do not belong, to learn from. */
    public ObjectSource changed() {
        return new ChangedObjects(scene, ChangeRanges.LEARN);
    }

    /** Things changed in partly other ways than {@link #changed()}, to test what was learnt. */
    public ObjectSource changedOtherwise() {
        return new ChangedObjects(scene, ChangeRanges.TEST);
    }

    /** Things as they were. */
    public ObjectSource unchanged() {
        return new UnchangedObjects(scene);
    }
}
