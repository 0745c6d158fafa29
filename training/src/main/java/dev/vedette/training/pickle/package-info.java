/**
 * Reads weights that PyTorch saved, without running anything that a checkpoint asks for. Entry types:
 * {@link dev.vedette.training.pickle.TorchCheckpoint}, {@link dev.vedette.training.pickle.PublishedWeights}.
 */
@NullMarked
package dev.vedette.training.pickle;

import org.jspecify.annotations.NullMarked;
