/** Learning many cameras, and who can do it. Entry type: {@link dev.vedette.training.cluster.LearningCluster}. */
@NullMarked
package dev.vedette.training.cluster;

import org.jspecify.annotations.NullMarked;
