package dev.vedette.training.synthetic;

import dev.vedette.frame.Clip;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Gives things to paste. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface ObjectSource {
    /**
     * A thing to paste into a clip. It depends on nothing but the clip and the generator's state.
     *
     * @return empty, when nothing fits this time
     */
    Optional<MovingObject> draw(RandomGenerator random, Clip into);
}
