package dev.vedette.flink.results;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/**
 * A file of rows below the names of their columns; complete in itself. The stream is its owner's. Not thread-safe.
 *
 * @param <R> what becomes a line
 */
public final class CsvWriter<R> implements BulkWriter<R> {
    private final Function<R, String> line;
    private final Writer lines;

    private CsvWriter(FSDataOutputStream out, Function<R, String> line) {
        this.line = line;
        this.lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /** @param header names of the columns */
    public static <R> BulkWriter<R> create(FSDataOutputStream out, String header, Function<R, String> line)
            throws IOException {
        CsvWriter<R> writer = new CsvWriter<>(out, line);
        writer.write(header);
        return writer;
    }

    @Override
    public void addElement(R row) throws IOException {
        write(line.apply(row));
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
