/**
 * Pictures in time: what a camera gives ({@link dev.vedette.frame.Frame}, {@link dev.vedette.frame.Video}) and what the
 * network is shown ({@link dev.vedette.frame.Clip}).
 */
@NullMarked
package dev.vedette.frame;

import org.jspecify.annotations.NullMarked;
