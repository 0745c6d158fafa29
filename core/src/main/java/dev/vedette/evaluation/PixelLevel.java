package dev.vedette.evaluation;

import java.util.OptionalDouble;

/**
 * Pixel-level criteria over all frames that have a mask.
 *
 * @param microAuc area under the ROC curve of all pixels of all these frames, from a histogram with steps of at most
 *     0.05 % of a score; empty when all pixels are of one kind
 * @param criterionAuc area under the ROC curve of frames in which an abnormal frame counts as found only when at least
 *     40 % of its abnormal pixels reach the threshold, and a normal frame as a false positive as soon as one pixel does
 *     (Mahadevan et al., CVPR 2010); empty when all frames are of one kind
 * @param frames number of frames with a mask
 * @param abnormalFrames number of them with an abnormal pixel
 * @param abnormalPixels share of abnormal pixels among all, 0..1
 */
public record PixelLevel(
        OptionalDouble microAuc, OptionalDouble criterionAuc, int frames, int abnormalFrames, double abnormalPixels) {}
