package dev.vedette.scoring;

import dev.vedette.scoring.Smoothing.Memory;
import dev.vedette.scoring.Smoothing.Raw;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * One-sided Gaussian over the scores seen so far: weight exp(−k²/(2σ²)) for the score k frames ago, k up to 3σ, divided by the
 * sum of the weights of the scores that exist. Frames without a score are left out; they do not bring others nearer.
 */
final class GaussianStream implements Smoothing.Stream {
    private final double[] weights;
    private final Deque<Raw> recent;

    GaussianStream(double sigma, Memory before) {
        weights = new double[1 + (int) Math.ceil(3 * sigma)];
        for (int age = 0; age < weights.length; age++) {
            weights[age] = weight(age, sigma);
        }
        recent = new ArrayDeque<>(before.recent());
    }

    static double weight(int age, double sigma) {
        return age == 0 ? 1 : Math.exp(-(double) age * age / (2 * sigma * sigma));
    }

    @Override
    public double next(ScoredClip clip) {
        if (!recent.isEmpty()) {
            Smoothing.requireLater(clip.index(), recent.getLast().frame());
        }
        recent.addLast(new Raw(clip.index(), clip.score()));
        while (clip.index() - recent.getFirst().frame() >= weights.length) {
            recent.removeFirst();
        }
        double sum = 0;
        double total = 0;
        for (Iterator<Raw> newestFirst = recent.descendingIterator(); newestFirst.hasNext(); ) {
            Raw raw = newestFirst.next();
            double weight = weights[(int) (clip.index() - raw.frame())];
            sum += weight * raw.score();
            total += weight;
        }
        return sum / total;
    }

    @Override
    public Memory memory() {
        return new Memory(List.copyOf(recent), Optional.empty());
    }
}
