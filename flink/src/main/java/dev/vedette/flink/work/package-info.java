/**
 * Pieces of work as splits of a bounded source: handed out one after the other, begun again elsewhere when their worker dies, and given up
 * after so many beginnings that led nowhere. Entry types: {@link dev.vedette.flink.work.WorkSource} and
 * {@link dev.vedette.flink.work.WorkReader}.
 */
@NullMarked
package dev.vedette.flink.work;

import org.jspecify.annotations.NullMarked;
