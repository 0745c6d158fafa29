/** The watch that runs day and night: {@code vedette serve}. Entry type: {@link dev.vedette.server.VedetteServer}. */
@NullMarked
package dev.vedette.server;

import org.jspecify.annotations.NullMarked;
