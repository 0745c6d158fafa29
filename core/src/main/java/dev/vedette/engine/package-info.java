/**
 * Runs the network without gradients, as fast as the machine allows. Entry type: {@link dev.vedette.engine.ScoringEngine}.
 */
@NullMarked
package dev.vedette.engine;

import org.jspecify.annotations.NullMarked;
