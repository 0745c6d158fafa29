/**
 * Videos and folders of images in, clips and overlays out, by FFmpeg. Entry types: {@link dev.vedette.video.Videos} to
 * read, {@link dev.vedette.video.VideoWriter} and {@link dev.vedette.video.ImageFiles} to write.
 */
@NullMarked
package dev.vedette.video;

import org.jspecify.annotations.NullMarked;
