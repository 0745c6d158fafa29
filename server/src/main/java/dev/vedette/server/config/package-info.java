/** What an operator says in {@code vedette.yaml}. Entry type: {@link dev.vedette.server.config.ConfigFile}. */
@NullMarked
package dev.vedette.server.config;

import org.jspecify.annotations.NullMarked;
