package dev.vedette.frame;

/** Rows of a picture that need not exist as a whole. Not thread-safe. */
interface Rows {
    /** Reads row {@code y} into {@link PackedBytes#ints} of its bytes. */
    void read(int y, int[] target);

    static Rows of(Image image) {
        int stride = image.width() * 3;
        return (y, target) -> PackedBytes.load(image.bgr(), y * stride, stride, target);
    }
}
