package dev.vedette.video.dataset;

/** Pixel ground truth of one video, one mask for each frame, read frame by frame. */
public interface Masks {
    /** Number of masks, which is the number of frames. */
    int frames();

    /** Opens them at the first frame. */
    MaskSource open();
}
