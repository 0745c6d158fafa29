/** Who may do what: users, sessions, tokens. Entry type: {@link dev.vedette.server.access.Accounts}. */
@NullMarked
package dev.vedette.server.access;

import org.jspecify.annotations.NullMarked;
