/** Plots as PNG files. Entry type: {@link dev.vedette.cli.plot.Plots}. */
@NullMarked
package dev.vedette.cli.plot;

import org.jspecify.annotations.NullMarked;
