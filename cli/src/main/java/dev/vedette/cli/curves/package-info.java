/** How learning went, as CSV, PNG and TensorBoard event files. Entry type: {@link dev.vedette.cli.curves.LearningCurves}. */
@NullMarked
package dev.vedette.cli.curves;

import org.jspecify.annotations.NullMarked;
