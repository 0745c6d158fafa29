/**
 * The network with gradients: plans forward and backward on oneDNN, runs them on batches, AdamW. Entry type:
 * {@link dev.vedette.engine.learning.Learner}.
 */
@NullMarked
package dev.vedette.engine.learning;

import org.jspecify.annotations.NullMarked;
