package dev.vedette.video.dataset;

import dev.vedette.evaluation.PixelMask;
import java.nio.file.Path;

/** Masks of a video in one NumPy array [frames, height, width], abnormal where it is not 0. */
final class NpyMasks {
    private NpyMasks() {}

    static Masks of(Path file) {
        NpyFile npy = NpyFile.open(file, 3);
        int height = npy.shape().get(1);
        int width = npy.shape().get(2);
        return new FrameMasks(
                file.toString(), npy.shape().get(0), frame -> new PixelMask(width, height, npy.slice(frame)));
    }
}
