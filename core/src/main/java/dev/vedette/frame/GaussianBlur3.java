package dev.vedette.frame;

/**
 * Gaussian blur with the 3×3 kernel [1 2 1; 2 4 2; 1 2 1] / 16 on 8-bit pictures, rounded half up; the picture is mirrored
 * at its edges without repeating the edge pixel. Equals OpenCV's {@code GaussianBlur(…, (3, 3), 0)} to the digit.
 */
public final class GaussianBlur3 {
    private GaussianBlur3() {}

    public static Image apply(Image image) {
        int width = image.width();
        int height = image.height();
        byte[] in = image.bgr();
        byte[] out = new byte[in.length];
        int stride = width * 3;
        int[] column = new int[stride];
        for (int y = 0; y < height; y++) {
            int above = mirror(y - 1, height) * stride;
            int here = y * stride;
            int below = mirror(y + 1, height) * stride;
            for (int i = 0; i < stride; i++) {
                column[i] = (in[above + i] & 0xff) + 2 * (in[here + i] & 0xff) + (in[below + i] & 0xff);
            }
            for (int x = 0; x < width; x++) {
                int left = mirror(x - 1, width) * 3;
                int right = mirror(x + 1, width) * 3;
                for (int c = 0; c < 3; c++) {
                    int sum = column[left + c] + 2 * column[x * 3 + c] + column[right + c];
                    out[here + x * 3 + c] = (byte) ((sum + 8) >> 4);
                }
            }
        }
        return new Image(width, height, out);
    }

    private static int mirror(int position, int length) {
        if (length == 1) {
            return 0;
        }
        return position < 0 ? -position : position >= length ? 2 * length - 2 - position : position;
    }
}
