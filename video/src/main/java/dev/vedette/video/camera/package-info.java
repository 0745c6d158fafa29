/**
 * Cameras as they are connected: addresses, decoders in processes of their own, and connecting again. Entry types:
 * {@link dev.vedette.video.camera.DecoderProcess}, {@link dev.vedette.video.camera.CameraFeed}.
 */
@NullMarked
package dev.vedette.video.camera;

import org.jspecify.annotations.NullMarked;
