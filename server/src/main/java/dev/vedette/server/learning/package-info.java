/** Detectors learned in the background. Entry type: {@link dev.vedette.server.learning.Learnings}. */
@NullMarked
package dev.vedette.server.learning;

import org.jspecify.annotations.NullMarked;
