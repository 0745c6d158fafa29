/** The {@code vedette} command. Entry type: {@link dev.vedette.cli.Vedette}; one class for each subcommand. */
@NullMarked
package dev.vedette.cli;

import org.jspecify.annotations.NullMarked;
