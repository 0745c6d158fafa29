/**
 * Cameras without an end on Apache Flink: a camera is a split of a source and is scored where it is read, several a slot; what its results
 * depend on is in checkpoints, and what comes of it goes out exactly once. Entry type: {@link dev.vedette.flink.live.FlinkWatch}.
 */
@NullMarked
package dev.vedette.flink.live;

import org.jspecify.annotations.NullMarked;
