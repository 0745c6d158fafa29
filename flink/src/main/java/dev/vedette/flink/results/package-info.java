/**
 * Tables of results, and where their rows go: files, PostgreSQL, Kafka, through Flink's own connectors. Entry types:
 * {@link dev.vedette.flink.results.Row} and {@link dev.vedette.flink.results.ResultTarget}.
 */
@NullMarked
package dev.vedette.flink.results;

import org.jspecify.annotations.NullMarked;
