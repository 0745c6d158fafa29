/**
 * What is to be learned, written down: presets, the settings that change them, and files of variants to compare. Entry type:
 * {@link dev.vedette.training.recipe.Recipe}.
 */
@NullMarked
package dev.vedette.training.recipe;

import org.jspecify.annotations.NullMarked;
