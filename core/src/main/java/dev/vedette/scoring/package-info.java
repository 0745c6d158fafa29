/**
 * From what the network gives to how abnormal a frame is, and where. Entry type: ClipScorer.
 */
@NullMarked
package dev.vedette.scoring;

import org.jspecify.annotations.NullMarked;
