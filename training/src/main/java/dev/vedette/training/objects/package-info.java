/**
 * Where the things come from that are pasted into training samples. Entry type:
 * {@link dev.vedette.training.objects.OwnObjects}.
 */
@NullMarked
package dev.vedette.training.objects;

import org.jspecify.annotations.NullMarked;
