/** Learns a detector from footage. Entry type: Trainer. */
@NullMarked
package dev.vedette.training;

import org.jspecify.annotations.NullMarked;
