/**
 * Archives of many cameras on Apache Flink: videos are splits of a source, each is scored where it is read, and what comes of it goes to
 * files exactly once. Entry type: {@link dev.vedette.flink.FlinkCluster}.
 */
@NullMarked
package dev.vedette.flink;

import org.jspecify.annotations.NullMarked;
