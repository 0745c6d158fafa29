/** What commands print. Entry type: {@link dev.vedette.cli.text.TextTable}. */
@NullMarked
package dev.vedette.cli.text;

import org.jspecify.annotations.NullMarked;
