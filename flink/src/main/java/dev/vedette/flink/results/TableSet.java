package dev.vedette.flink.results;

import java.util.List;
import java.util.stream.Stream;

/** Tables of one kind of job. */
public enum TableSet {
    /** Of archives. */
    ARCHIVE,
    /** Of live cameras. */
    LIVE;

    List<Table> tables() {
        return Stream.of(Table.values()).filter(table -> table.set() == this).toList();
    }
}
