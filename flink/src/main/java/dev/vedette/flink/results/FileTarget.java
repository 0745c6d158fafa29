package dev.vedette.flink.results;

import java.util.List;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** Files in a folder for each table; they appear with checkpoints, and each is complete in itself. A row is in exactly one. */
final class FileTarget implements ResultTarget {
    private final List<Table> tables;
    private final FileFormat format;
    private final Path folder;

    /** @param tables of the job; those of its report have their own files */
    FileTarget(List<Table> tables, FileFormat format, Path folder) {
        this.tables = tables.stream()
                .filter(table -> !JobReport.TABLES.contains(table))
                .toList();
        this.format = format;
        this.folder = folder;
    }

    @Override
    public void prepare(List<Expected> videos) {
        // Flink makes folders.
    }

    @Override
    public void take(DataStream<Row> rows) {
        for (Table table : tables) {
            take(rows, table, format, folder);
        }
    }

    static void take(DataStream<Row> rows, Table table, FileFormat format, Path folder) {
        rows.filter(row -> row.table() == table)
                .name(table.folder())
                .uid("only " + table.folder())
                .sinkTo(sink(table, format, new Path(folder, table.folder())))
                .name(table.folder() + " to files")
                .uid(table.folder());
    }

    private static FileSink<Row> sink(Table table, FileFormat format, Path folder) {
        return FileSink.forBulkFormat(folder, format.writer(table))
                .withBucketAssigner(new Subfolders())
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix(table.folder())
                        .withPartSuffix(format.suffix())
                        .build())
                .build();
    }

    private record Subfolders() implements BucketAssigner<Row, String> {
        @Override
        public String getBucketId(Row row, Context context) {
            return row.table().subfolder(row);
        }

        @Override
        public SimpleVersionedSerializer<String> getSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }
}
