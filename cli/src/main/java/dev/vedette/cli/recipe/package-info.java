/** Variants of a recipe side by side. Entry type: {@link dev.vedette.cli.recipe.RowResults}. */
@NullMarked
package dev.vedette.cli.recipe;

import org.jspecify.annotations.NullMarked;
