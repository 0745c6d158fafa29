package dev.vedette.training.objects;

import dev.vedette.frame.Clip;
import dev.vedette.training.footage.Footage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Some seconds of footage that share one background.
 *
 * @param first number of the first clip
 * @param clips how many
 */
record Window(int first, int clips) {
    private static final int USUAL = 200;
    private static final int LEAST = 2 * Clip.STRIDE + 10;
    /** So many are looked at in any case. */
    static final int MANY = 80;

    private static final int LEAST_MOMENTS = 6;
    private static final int MOST_MOMENTS = 20;
    private static final int MOMENTS = 240;
    private static final int CHANCES = 5;

    /** All of them. In long footage the liveliest come first, then some spread evenly over it, then the others, livelier ones before. */
    static List<Window> of(Footage footage) {
        List<Window> all = new ArrayList<>();
        for (Footage.Segment segment : footage.segments()) {
            int parts = Math.max(1, (int) Math.round((double) segment.clips() / USUAL));
            for (int i = 0; i < parts; i++) {
                int from = (int) ((long) i * segment.clips() / parts);
                int to = (int) ((long) (i + 1) * segment.clips() / parts);
                if (to - from >= LEAST) {
                    all.add(new Window(segment.firstClip() + from, to - from));
                }
            }
        }
        return all.size() <= MANY ? all : inOrder(all, footage);
    }

    private static List<Window> inOrder(List<Window> all, Footage footage) {
        List<Window> byMotion = all.stream()
                .sorted(Comparator.comparingDouble((Window w) -> -w.motion(footage)))
                .toList();
        Set<Window> ordered = new LinkedHashSet<>(byMotion.subList(0, MANY / 2));
        List<Window> others = all.stream().filter(w -> !ordered.contains(w)).toList();
        for (int i = 0; i < MANY / 2; i++) {
            ordered.add(others.get((int) ((i + 0.5) * others.size() / (MANY / 2))));
        }
        ordered.addAll(byMotion);
        return List.copyOf(ordered);
    }

    private double motion(Footage footage) {
        double sum = 0;
        for (int i = 0; i < clips; i++) {
            sum += footage.motion(first + i);
        }
        return sum / clips;
    }

    /**
     * Clips at which to look for moving things: spread over the window, each the liveliest of a few.
     *
     * @param windows how many windows there are: the fewer, the more moments of each
     */
    List<Integer> moments(Footage footage, int windows, SplittableRandom random) {
        List<Integer> moments = new ArrayList<>();
        int usable = clips - 2 * Clip.STRIDE;
        int count = Math.max(LEAST_MOMENTS, Math.min(MOST_MOMENTS, MOMENTS / windows));
        for (int i = 0; i < count; i++) {
            int from = first + Clip.STRIDE + i * usable / count;
            int to = first + Clip.STRIDE + (i + 1) * usable / count;
            int best = -1;
            for (int chance = 0; chance < CHANCES && to > from; chance++) {
                int candidate = random.nextInt(from, to);
                if (best < 0 || footage.motion(candidate) > footage.motion(best)) {
                    best = candidate;
                }
            }
            if (best >= 0) {
                moments.add(best);
            }
        }
        return moments;
    }
}
