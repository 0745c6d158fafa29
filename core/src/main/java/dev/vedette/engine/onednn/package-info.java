/** Native memory and oneDNN primitives: what the plans for scoring and for learning are both written in. */
@NullMarked
package dev.vedette.engine.onednn;

import org.jspecify.annotations.NullMarked;
