/** What is kept in the database. Entry type: {@link dev.vedette.server.store.Database}. */
@NullMarked
package dev.vedette.server.store;

import org.jspecify.annotations.NullMarked;
