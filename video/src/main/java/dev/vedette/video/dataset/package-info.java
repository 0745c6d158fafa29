/**
 * Benchmark data sets as they are distributed, told apart by what their folders contain. Entry type:
 * {@link dev.vedette.video.dataset.Datasets}.
 */
@NullMarked
package dev.vedette.video.dataset;

import org.jspecify.annotations.NullMarked;
