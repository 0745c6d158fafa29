/**
 * What a detector learns from: videos read once, resized, and kept as clips. Entry type:
 * {@link dev.vedette.training.footage.FootageStore}.
 */
@NullMarked
package dev.vedette.training.footage;

import org.jspecify.annotations.NullMarked;
