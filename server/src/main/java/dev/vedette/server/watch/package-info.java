/** Live cameras: frames become scores, scores become events on disk. Entry type: {@link dev.vedette.server.watch.Watches}. */
@NullMarked
package dev.vedette.server.watch;

import org.jspecify.annotations.NullMarked;
