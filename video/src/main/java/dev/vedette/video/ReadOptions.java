package dev.vedette.video;

import dev.vedette.fault.VedetteException;

/**
 * How footage is read.
 *
 * @param decoderThreads threads that one open video may decode with, 1..64; more than 1 takes cores from the scoring
 * @param imageFrameRate frames a second that folders of images are taken to have; greater than 0
 */
public record ReadOptions(int decoderThreads, double imageFrameRate) {
    /** One decoder thread; 25 frames a second for folders of images. */
    public static final ReadOptions DEFAULTS = new ReadOptions(1, 25);

    public ReadOptions {
        if (decoderThreads < 1 || decoderThreads > 64) {
            throw VedetteException.badConfiguration(
                    "decoder threads are " + decoderThreads + "; give a number from 1 to 64");
        }
        if (!(imageFrameRate > 0 && imageFrameRate <= 1000)) {
            throw VedetteException.badConfiguration("the frame rate of image folders is " + imageFrameRate
                    + "; give a number greater than 0 and at most 1000");
        }
    }

    public ReadOptions withDecoderThreads(int threads) {
        return new ReadOptions(threads, imageFrameRate);
    }

    public ReadOptions withImageFrameRate(double framesPerSecond) {
        return new ReadOptions(decoderThreads, framesPerSecond);
    }
}
