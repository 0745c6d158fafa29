/** What a server knows, as one file, and back. Entry type: {@link dev.vedette.server.backup.Backup}. */
@NullMarked
package dev.vedette.server.backup;

import org.jspecify.annotations.NullMarked;
