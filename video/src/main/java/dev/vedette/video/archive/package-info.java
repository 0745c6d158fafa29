/** What is to be done with an archive of many cameras, and who can do it. Entry type: {@link dev.vedette.video.archive.ArchiveCluster}. */
@NullMarked
package dev.vedette.video.archive;

import org.jspecify.annotations.NullMarked;
