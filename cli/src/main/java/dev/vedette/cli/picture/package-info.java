/** Scores made visible: curves under frames, and the size of overlay videos. Entry type: {@link dev.vedette.cli.picture.ScoreStrip}. */
@NullMarked
package dev.vedette.cli.picture;

import org.jspecify.annotations.NullMarked;
