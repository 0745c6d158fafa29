/**
 * Videos and folders of images in, clips and overlays out, by FFmpeg. Entry type: {@link dev.vedette.video.Videos} to
 * read.
 */
@NullMarked
package dev.vedette.video;

import org.jspecify.annotations.NullMarked;
