package dev.vedette.engine;

import dev.vedette.model.Tensor;

/**
 * What the network gives for one sample.
 *
 * @param latent [1+K, D]
 * @param teacher [L, p·p·4], channel fastest
 * @param student [L, p·p·4], channel fastest
 */
public record Prediction(Tensor latent, Tensor teacher, Tensor student) {}
