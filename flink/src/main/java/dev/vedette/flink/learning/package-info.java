/**
 * Learning many cameras on Apache Flink: each is a piece of work, learned by {@link dev.vedette.training.Trainer} where it is read. Entry
 * type: {@link dev.vedette.flink.learning.FlinkLearning}.
 */
@NullMarked
package dev.vedette.flink.learning;

import org.jspecify.annotations.NullMarked;
