/**
 * Where in a camera's picture, and when, what is unusual counts: zones and hours, of every program that watches. Entry types:
 * {@link dev.vedette.video.watch.ZoneTokens}, {@link dev.vedette.video.watch.WatchHours}.
 */
@NullMarked
package dev.vedette.video.watch;

import org.jspecify.annotations.NullMarked;
