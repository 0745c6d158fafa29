package dev.vedette.frame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far things move between the pictures of a clip, by matching blocks: for a window around a place in the present, the displacement d is
 * sought for which the window looks most like the future at +d and the past at −d. Asking both keeps what is covered and uncovered from
 * being taken for movement.
 */
public final class Displacements {
    /** Side of a window in pixels of the thumbnail: as wide as a person is where one can still be made out. */
    private static final int WINDOW = 6;

    /** Of the picture's width, which nothing that is to be followed exceeds between two pictures. */
    private static final int FURTHEST = 12;

    private static final int LEAST_REACH = 3;
    private static final int MOST_REACH = Thumbnail.MARGIN - WINDOW;

    /** Grey levels a sample that a displacement must gain for every pixel it is longer: among equals, the shortest. */
    private static final double GAIN = 0.075;

    private static final List<List<Candidate>> BY_REACH = IntStream.rangeClosed(0, MOST_REACH)
            .mapToObj(Displacements::candidates)
            .toList();

    private final Thumbnail past;
    private final Thumbnail present;
    private final Thumbnail future;
    private final List<Candidate> candidates;

    /** @param handicap what it must be better by */
    private record Candidate(int dx, int dy, double length, double handicap) {
        Candidate(int dx, int dy) {
            this(dx, dy, Math.hypot(dx, dy), GAIN * 2 * WINDOW * WINDOW * Math.hypot(dx, dy));
        }
    }

    private Displacements(Clip clip) {
        past = clip.pastThumbnail();
        present = clip.presentThumbnail();
        future = clip.futureThumbnail();
        candidates = BY_REACH.get(Math.min(MOST_REACH, Math.max(LEAST_REACH, present.width() / FURTHEST)));
    }

    /** The shortest first. Things move along the ground, and pictures are wider than they are high. */
    private static List<Candidate> candidates(int reach) {
        List<Candidate> candidates = new ArrayList<>();
        for (int dy = -reach / 2; dy <= reach / 2; dy++) {
            for (int dx = -reach; dx <= reach; dx++) {
                candidates.add(new Candidate(dx, dy));
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::length));
        return candidates;
    }

    /**
     * Displacements around the centres of the places of a grid that divides the picture.
     *
     * @param wanted which places are asked for, [rows · columns]
     * @return displacement from one picture of the clip to the next in widths of the picture, 0 for places not asked for
     */
    public static float[] of(Clip clip, int columns, int rows, boolean[] wanted) {
        float[] lengths = new float[wanted.length];
        Displacements search = null;
        Candidate found = new Candidate(0, 0);
        for (int place = 0; place < wanted.length; place++) {
            if (wanted[place]) {
                search = search == null ? new Displacements(clip) : search;
                int left = start(place % columns, columns, search.present.width());
                int top = start(place / columns, rows, search.present.height());
                found = search.best(left, top, found);
                lengths[place] = (float) (found.length / search.present.width());
            }
        }
        return lengths;
    }

    /** First pixel of the window around the centre of one of {@code count} places. */
    private static int start(int place, int count, int size) {
        return (2 * place + 1) * size / (2 * count) - WINDOW / 2;
    }

    /** @param likely what was found beside it: a good one found early spares most of the others */
    private Candidate best(int left, int top, Candidate likely) {
        Candidate best = likely;
        double least = difference(left, top, likely, Double.POSITIVE_INFINITY) + likely.handicap;
        for (Candidate candidate : candidates) {
            double most = least - candidate.handicap;
            if (most <= 0) {
                break;
            }
            int difference = difference(left, top, candidate, most);
            if (difference < most) {
                least = difference + candidate.handicap;
                best = candidate;
            }
        }
        return best;
    }

    /** Sum of absolute differences; what is more than asked for need not be whole. */
    private int difference(int left, int top, Candidate candidate, double most) {
        int[] now = present.values();
        int[] then = future.values();
        int[] before = past.values();
        int sum = 0;
        for (int row = 0; row < WINDOW && sum < most; row++) {
            int y = top + row;
            int a = present.at(left, y);
            int b = future.at(left + candidate.dx, y + candidate.dy);
            int c = past.at(left - candidate.dx, y - candidate.dy);
            for (int i = 0; i < WINDOW; i++) {
                int value = now[a + i];
                sum += Math.abs(value - then[b + i]) + Math.abs(value - before[c + i]);
            }
        }
        return sum;
    }
}
