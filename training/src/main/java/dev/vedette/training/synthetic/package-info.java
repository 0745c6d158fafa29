/**
 * Training samples with things in them that do not belong: objects, where they come from and how they are pasted. Entry
 * type: {@link dev.vedette.training.synthetic.SampleFactory}.
 */
@NullMarked
package dev.vedette.training.synthetic;

import org.jspecify.annotations.NullMarked;
