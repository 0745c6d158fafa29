package dev.vedette.training.objects;

import dev.vedette.frame.Image;
import dev.vedette.training.synthetic.Sprite;
import java.util.ArrayList;
import java.util.List;

/**
 * A connected set of pixels.
 *
 * @param covers [height·width] of the enclosing box
 * @param area number of pixels
 */
@SuppressWarnings("ArrayRecordComponent")
record Blob(int x, int y, int width, int height, boolean[] covers, int area) {
    /** The connected parts (eight neighbours) of a mask with an area from {@code least} to {@code most}. */
    static List<Blob> in(BinaryMask mask, int least, int most) {
        List<Blob> blobs = new ArrayList<>();
        boolean[] left = mask.set().clone();
        int[] stack = new int[left.length];
        for (int start = 0; start < left.length; start++) {
            if (left[start]) {
                int found = flood(left, mask.width(), start, stack);
                if (found >= least && found <= most) {
                    blobs.add(enclose(stack, found, mask.width()));
                }
            }
        }
        return blobs;
    }

    /** Moves the pixels connected with {@code start} from {@code left} to the beginning of {@code found}; gives their number. */
    private static int flood(boolean[] left, int width, int start, int[] found) {
        int count = 1;
        found[0] = start;
        left[start] = false;
        for (int next = 0; next < count; next++) {
            int x = found[next] % width;
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    int neighbour = found[next] + dy * width + dx;
                    boolean inside = x + dx >= 0 && x + dx < width && neighbour >= 0 && neighbour < left.length;
                    if (inside && left[neighbour]) {
                        left[neighbour] = false;
                        found[count++] = neighbour;
                    }
                }
            }
        }
        return count;
    }

    private static Blob enclose(int[] pixels, int count, int frameWidth) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = 0;
        int bottom = 0;
        for (int i = 0; i < count; i++) {
            left = Math.min(left, pixels[i] % frameWidth);
            right = Math.max(right, pixels[i] % frameWidth);
            top = Math.min(top, pixels[i] / frameWidth);
            bottom = Math.max(bottom, pixels[i] / frameWidth);
        }
        int width = right - left + 1;
        boolean[] covers = new boolean[width * (bottom - top + 1)];
        for (int i = 0; i < count; i++) {
            covers[(pixels[i] / frameWidth - top) * width + pixels[i] % frameWidth - left] = true;
        }
        return new Blob(left, top, width, bottom - top + 1, covers, count);
    }

    /** Number of pixels in common. */
    int overlap(Blob other) {
        int common = 0;
        for (int row = Math.max(y, other.y); row < Math.min(y + height, other.y + other.height); row++) {
            for (int column = Math.max(x, other.x); column < Math.min(x + width, other.x + other.width); column++) {
                boolean both = covers[(row - y) * width + column - x]
                        && other.covers[(row - other.y) * other.width + column - other.x];
                common += both ? 1 : 0;
            }
        }
        return common;
    }

    boolean touchesEdge(Image frame) {
        return x == 0 || y == 0 || x + width == frame.width() || y + height == frame.height();
    }

    /** The pixels cut out of a frame, holes filled. */
    Sprite cutFrom(Image frame) {
        byte[] bgr = new byte[width * height * 3];
        for (int row = 0; row < height; row++) {
            System.arraycopy(frame.bgr(), ((y + row) * frame.width() + x) * 3, bgr, row * width * 3, width * 3);
        }
        boolean[] outside = outside();
        byte[] alpha = new byte[width * height];
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] = (byte) (outside[i] ? 0 : 255);
        }
        return new Sprite(x, y, width, height, bgr, alpha);
    }

    /** Pixels of the box that can be reached from its border without crossing the blob. */
    private boolean[] outside() {
        boolean[] outside = new boolean[covers.length];
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < covers.length; i++) {
                changed |= reach(outside, i);
            }
            for (int i = covers.length - 1; i >= 0; i--) {
                changed |= reach(outside, i);
            }
        }
        return outside;
    }

    private boolean reach(boolean[] outside, int i) {
        if (outside[i] || covers[i]) {
            return false;
        }
        int column = i % width;
        int row = i / width;
        boolean border = column == 0 || column == width - 1 || row == 0 || row == height - 1;
        if (border || outside[i - 1] || outside[i + 1] || outside[i - width] || outside[i + width]) {
            outside[i] = true;
            return true;
        }
        return false;
    }
}
