package dev.vedette.flink.results;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** A file of rows below the names of their columns; complete in itself. The stream is its owner's. Not thread-safe. */
final class CsvWriter implements BulkWriter<Row> {
    private final Writer lines;

    private CsvWriter(FSDataOutputStream out) {
        this.lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    static BulkWriter<Row> create(FSDataOutputStream out, Table table) throws IOException {
        CsvWriter writer = new CsvWriter(out);
        writer.write(table.header());
        return writer;
    }

    @Override
    public void addElement(Row row) throws IOException {
        write(row.line());
    }

    private void write(String line) throws IOException {
        lines.write(line);
        lines.write('\n');
    }

    @Override
    public void flush() throws IOException {
        lines.flush();
    }

    @Override
    public void finish() throws IOException {
        lines.flush();
    }
}
