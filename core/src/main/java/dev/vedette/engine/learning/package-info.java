/** The network with gradients: plans forward and backward on oneDNN, runs them on batches, AdamW. */
@NullMarked
package dev.vedette.engine.learning;

import org.jspecify.annotations.NullMarked;
