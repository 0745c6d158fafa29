package dev.vedette.evaluation;

import dev.vedette.frame.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Boxes around the 8-connected regions of a mask: ground truth for region criteria where a data set gives only pixels.
 * Flood fill with an own stack, every pixel once.
 */
public final class ConnectedRegions {
    private final PixelMask mask;
    private final boolean[] seen;
    private int[] stack = new int[64];
    private int depth;

    private ConnectedRegions(PixelMask mask) {
        this.mask = mask;
        this.seen = new boolean[mask.abnormal().length];
    }

    /**
     * One box for each region of at least {@code leastPixels} pixels, in order of the regions' first pixels by row and
     * column.
     */
    public static List<Box> of(PixelMask mask, int leastPixels) {
        ConnectedRegions search = new ConnectedRegions(mask);
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < search.seen.length; i++) {
            if (mask.abnormal()[i] && !search.seen[i]) {
                search.fill(i, leastPixels, boxes);
            }
        }
        return boxes;
    }

    private void fill(int start, int leastPixels, List<Box> boxes) {
        int width = mask.width();
        int left = start % width;
        int right = left;
        int top = start / width;
        int bottom = top;
        int pixels = 0;
        push(start);
        while (depth > 0) {
            int pixel = stack[--depth];
            int x = pixel % width;
            int y = pixel / width;
            left = Math.min(left, x);
            right = Math.max(right, x);
            bottom = Math.max(bottom, y);
            pixels++;
            pushNeighbours(x, y);
        }
        if (pixels >= leastPixels) {
            boxes.add(new Box(left, top, right, bottom));
        }
    }

    private void pushNeighbours(int x, int y) {
        for (int ny = Math.max(0, y - 1); ny <= Math.min(mask.height() - 1, y + 1); ny++) {
            for (int nx = Math.max(0, x - 1); nx <= Math.min(mask.width() - 1, x + 1); nx++) {
                int neighbour = ny * mask.width() + nx;
                if (mask.abnormal()[neighbour] && !seen[neighbour]) {
                    push(neighbour);
                }
            }
        }
    }

    private void push(int pixel) {
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, depth * 2);
        }
        seen[pixel] = true;
        stack[depth++] = pixel;
    }
}
