/** Where a camera's frames come from: decoders in processes of their own. Entry type: {@link dev.vedette.server.source.DecoderProcess}. */
@NullMarked
package dev.vedette.server.source;

import org.jspecify.annotations.NullMarked;
