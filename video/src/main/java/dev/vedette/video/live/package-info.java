/** What is to be watched by a cluster, and who can do it. Entry type: {@link dev.vedette.video.live.WatchCluster}. */
@NullMarked
package dev.vedette.video.live;

import org.jspecify.annotations.NullMarked;
