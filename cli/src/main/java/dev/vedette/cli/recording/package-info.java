/** A recorded video with all that the detector says about it. Entry type: {@link dev.vedette.cli.recording.VideoScorer}. */
@NullMarked
package dev.vedette.cli.recording;

import org.jspecify.annotations.NullMarked;
