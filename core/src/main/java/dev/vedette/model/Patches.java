package dev.vedette.model;

/**
 * Reads the patches of planar images out of one array. Immutable.
 *
 * @param channels of the images
 */
public record Patches(NetworkConfig network, int channels) {
    /** Values of an image. */
    private int imageSize() {
        return channels * network.frameWidth() * network.frameHeight();
    }

    /**
     * A patch, channel by channel, as the patch embedding takes it.
     *
     * @param images [N, channels, H, W]
     * @param row channels·p·p values of it are overwritten, from place {@code from} on
     */
    public void readByChannel(float[] images, int image, int token, float[] row, int from) {
        int patch = network.patch();
        int width = network.frameWidth();
        int corner = corner(image, token);
        int written = from;
        for (int channel = 0; channel < channels; channel++) {
            int line = corner + channel * width * network.frameHeight();
            for (int y = 0; y < patch; y++) {
                System.arraycopy(images, line, row, written, patch);
                line += width;
                written += patch;
            }
        }
    }

    /**
     * A patch, pixel by pixel, as the decoders predict it.
     *
     * @param images [N, channels, H, W]
     * @param row [p·p·channels], overwritten
     */
    public void readByPixel(float[] images, int image, int token, float[] row) {
        int patch = network.patch();
        int width = network.frameWidth();
        int corner = corner(image, token);
        for (int channel = 0; channel < channels; channel++) {
            int line = corner + channel * width * network.frameHeight();
            for (int y = 0; y < patch; y++) {
                for (int x = 0; x < patch; x++) {
                    row[(y * patch + x) * channels + channel] = images[line + x];
                }
                line += width;
            }
        }
    }

    private int corner(int image, int token) {
        int columns = network.grid().columns();
        return image * imageSize()
                + token / columns * network.patch() * network.frameWidth()
                + token % columns * network.patch();
    }
}
