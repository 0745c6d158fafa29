/**
 * What one camera needs to be watched: the {@link dev.vedette.detection.Detector}, its file, and the
 * StreamDetector that turns frames into scores and events.
 */
@NullMarked
package dev.vedette.detection;

import org.jspecify.annotations.NullMarked;
