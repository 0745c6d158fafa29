/** Score maps made visible as heat over frames. Entry type: {@link dev.vedette.video.heat.HeatPainter}. */
@NullMarked
package dev.vedette.video.heat;

import org.jspecify.annotations.NullMarked;
