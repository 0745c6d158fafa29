/**
 * How good a detector is, against labels: frames, pixels, regions, tracks and alarms. Entry type:
 * {@link dev.vedette.evaluation.Evaluation}.
 */
@NullMarked
package dev.vedette.evaluation;

import org.jspecify.annotations.NullMarked;
