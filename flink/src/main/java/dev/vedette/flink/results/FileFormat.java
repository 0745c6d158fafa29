package dev.vedette.flink.results;

import java.util.function.Function;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.formats.parquet.ParquetWriterFactory;

/** How rows are written into files. */
enum FileFormat {
    CSV(".csv", table -> out -> CsvWriter.create(out, table)),
    PARQUET(".parquet", table -> new ParquetWriterFactory<>(file -> ParquetRows.writer(file, table)));

    private final String suffix;
    private final Function<Table, BulkWriter.Factory<Row>> writers;

    FileFormat(String suffix, Function<Table, BulkWriter.Factory<Row>> writers) {
        this.suffix = suffix;
        this.writers = writers;
    }

    String suffix() {
        return suffix;
    }

    BulkWriter.Factory<Row> writer(Table table) {
        return writers.apply(table);
    }
}
