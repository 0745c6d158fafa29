/**
 * What one camera needs to be watched: the {@link dev.vedette.detection.Detector}, its file, and the
 * {@link dev.vedette.detection.StreamDetector} that turns frames into scores and events; and the
 * {@link dev.vedette.detection.CameraPool} in which many cameras share a machine.
 */
@NullMarked
package dev.vedette.detection;

import org.jspecify.annotations.NullMarked;
