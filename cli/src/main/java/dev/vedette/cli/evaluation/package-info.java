/** A detector measured on a labelled data set. Entry type: {@link dev.vedette.cli.evaluation.Comparison}. */
@NullMarked
package dev.vedette.cli.evaluation;

import org.jspecify.annotations.NullMarked;
