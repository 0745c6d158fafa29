/**
 * A small street, drawn by the program itself, for demonstrations, examples and tests: people walking, and on request
 * anomalies at known times and places. Entry type: {@link dev.vedette.video.scene.StreetScene}.
 */
@NullMarked
package dev.vedette.video.scene;

import org.jspecify.annotations.NullMarked;
