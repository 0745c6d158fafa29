package dev.vedette.flink.work;

import org.apache.flink.api.connector.source.SourceSplit;

/** A piece of work, and how far it is. Immutable. */
public interface Work extends SourceSplit {
    /** How far it is, at least 0; a beginning after which this has grown led somewhere. */
    long progress();
}
