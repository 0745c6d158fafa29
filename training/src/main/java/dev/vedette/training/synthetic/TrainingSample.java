package dev.vedette.training.synthetic;

import dev.vedette.frame.Clip;
import dev.vedette.frame.Image;
import dev.vedette.frame.PlanarPixels;

/**
 * What the network is shown once while it learns, and what it should answer.
 *
 * @param shown the pictures it is shown
 * @param target frame t as it should be answered
 * @param anomalyMap [H·W], 0 where normal, 255 where a thing lies that does not belong
 * @param gradient motion gradient that weights the loss
 * @param synthetic whether there is a thing that does not belong
 */
@SuppressWarnings("ArrayRecordComponent")
public record TrainingSample(Clip shown, Image target, byte[] anomalyMap, Image gradient, boolean synthetic) {
    /** A clip as it is, without anything that does not belong. */
    public static TrainingSample normal(Clip clip) {
        byte[] nothing = new byte[clip.present().width() * clip.present().height()];
        return new TrainingSample(clip, clip.present(), nothing, clip.gradient(), false);
    }

    /** [9, H, W] in −1..1; see {@link Clip#images()}. */
    public float[] images() {
        return shown.images();
    }

    /** [4, H, W] in −1..1: blue, green, red of the target, then the anomaly map. */
    public float[] targets() {
        float[] planes = new float[4 * anomalyMap.length];
        writeTargets(planes, 0);
        return planes;
    }

    /** [3, H, W], 0..255. */
    public float[] gradients() {
        float[] planes = new float[3 * anomalyMap.length];
        writeGradients(planes, 0);
        return planes;
    }

    /** [H·W] in −1..1: the anomaly map as it is in {@link #targets()}. */
    public float[] scaledMap() {
        float[] scaled = new float[anomalyMap.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = PlanarPixels.scale(anomalyMap[i] & 0xff);
        }
        return scaled;
    }

    /** Writes {@link #images()} to {@code batch[offset …]}. */
    public void writeImages(float[] batch, int offset) {
        shown.writeImages(batch, offset);
    }

    /** Writes {@link #targets()} to {@code batch[offset …]}. */
    public void writeTargets(float[] batch, int offset) {
        PlanarPixels.writeScaled(target, batch, offset);
        int map = offset + 3 * anomalyMap.length;
        System.arraycopy(scaledMap(), 0, batch, map, anomalyMap.length);
    }

    /** Writes {@link #gradients()} to {@code batch[offset …]}. */
    public void writeGradients(float[] batch, int offset) {
        PlanarPixels.write(gradient, batch, offset);
    }

    /** A part of the sample: the same rectangle of every picture. */
    public TrainingSample cropped(int x, int y, int width, int height) {
        Clip clip = shown.map(picture -> picture.cropped(x, y, width, height));
        byte[] map = new byte[width * height];
        for (int row = 0; row < height; row++) {
            System.arraycopy(anomalyMap, (y + row) * target.width() + x, map, row * width, width);
        }
        return new TrainingSample(
                clip, target.cropped(x, y, width, height), map, gradient.cropped(x, y, width, height), synthetic);
    }

    /** The sample seen in a mirror: left and right exchanged everywhere. */
    public TrainingSample mirrored() {
        Clip clip = shown.map(TrainingSample::mirrored);
        int width = target.width();
        byte[] map = new byte[anomalyMap.length];
        for (int i = 0; i < map.length; i++) {
            map[i] = anomalyMap[i - i % width + width - 1 - i % width];
        }
        return new TrainingSample(clip, mirrored(target), map, mirrored(gradient), synthetic);
    }

    private static Image mirrored(Image image) {
        int width = image.width();
        byte[] in = image.bgr();
        byte[] out = new byte[in.length];
        for (int pixel = 0; pixel < in.length / 3; pixel++) {
            int from = (pixel - pixel % width + width - 1 - pixel % width) * 3;
            out[3 * pixel] = in[from];
            out[3 * pixel + 1] = in[from + 1];
            out[3 * pixel + 2] = in[from + 2];
        }
        return new Image(width, image.height(), out);
    }
}
