package dev.vedette.training.objects;

import java.util.random.RandomGenerator;

/**
 * How strongly things are changed; factors are relative to what is usual on the row where the thing stands.
 *
 * @param speed times the top speed
 * @param larger times the usual height
 * @param smaller times the usual height
 * @param stretch times its width
 * @param turn radians
 * @param fastAlone share of things that are changed in nothing but speed
 * @param gluedAndFast of ten things that are glued together, how many are faster as well
 * @param drawn whether looks may be made up: random blocks, wheels, boxes
 */
record ChangeRanges(
        Range speed,
        Range larger,
        Range smaller,
        Range stretch,
        Range turn,
        double fastAlone,
        int gluedAndFast,
        boolean drawn) {
    /** To learn from: mostly looks, because speed is seen without the network. */
    static final ChangeRanges LEARN = new ChangeRanges(
            new Range(1.5, 4.5),
            new Range(1.5, 3),
            new Range(0.3, 0.6),
            new Range(1.5, 3),
            new Range(Math.toRadians(60), Math.toRadians(120)),
            0.15,
            3,
            true);

    /** To test what was learnt: closer to what might happen, and with nothing made up. */
    static final ChangeRanges TEST = new ChangeRanges(
            new Range(1.7, 3),
            new Range(1.7, 2.4),
            new Range(0.35, 0.5),
            new Range(1.7, 2.5),
            new Range(Math.toRadians(75), Math.toRadians(105)),
            0.5,
            7,
            false);

    /** Both ends are greater than 0. */
    record Range(double least, double most) {
        /** Ratios of equal size are equally likely. */
        double draw(RandomGenerator random) {
            return least * Math.exp(random.nextDouble() * Math.log(most / least));
        }
    }
}
