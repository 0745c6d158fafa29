package dev.vedette.engine;

import dev.vedette.model.TokenMask;

/**
 * What the network is shown once.
 *
 * @param images [9, H, W]: blue, green, red of the frames t−3, t and t+3, scaled to −1..1; channels 3..5 are also the target
 */
@SuppressWarnings("ArrayRecordComponent")
public record Sample(float[] images, TokenMask mask) {}
