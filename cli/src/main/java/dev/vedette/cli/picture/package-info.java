/** Scores made visible: heat maps over frames and curves under them. Entry type: {@link dev.vedette.cli.picture.HeatPainter}. */
@NullMarked
package dev.vedette.cli.picture;

import org.jspecify.annotations.NullMarked;
