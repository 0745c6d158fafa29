package dev.vedette.flink.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** Rows in files of Parquet, read back. */
public final class ParquetFiles {
    private ParquetFiles() {}

    /** Rows of a table in a job's folder as lines of CSV, sorted. */
    public static List<String> lines(Path output, Table table) throws IOException {
        List<String> lines = new ArrayList<>();
        if (!Files.exists(output.resolve(table.folder()))) {
            return lines;
        }
        try (Stream<Path> files = Files.walk(output.resolve(table.folder()))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList()) {
                assertThat(file.getFileName().toString()).endsWith(".parquet");
                read(file, table, lines);
            }
        }
        return lines.stream().sorted().toList();
    }

    private static void read(Path file, Table table, List<String> lines) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Unpacking())
                .build();
        try (ParquetFileReader reader = new ParquetFileReader(new LocalInputFile(file), options)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                RecordReader<Group> rows = new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(pages, new GroupRecordConverter(schema));
                for (long i = 0; i < pages.getRowCount(); i++) {
                    Group row = rows.read();
                    lines.add(Given.line(table, column -> switch (column.kind()) {
                        case TEXT -> row.getString(column.name(), 0);
                        case WHOLE -> row.getLong(column.name(), 0);
                        case SECONDS -> row.getDouble(column.name(), 0);
                        case NUMBER -> row.getFloat(column.name(), 0);
                        case MOMENT -> Instant.ofEpochMilli(row.getLong(column.name(), 0));
                        case FLAG -> row.getBoolean(column.name(), 0);
                    }));
                }
            }
        }
    }

    /** Pages are frames of Zstandard, and nothing else. */
    private static final class Unpacking implements CompressionCodecFactory {
        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            assertThat(codec).isEqualTo(CompressionCodecName.ZSTD);
            return new BytesInputDecompressor() {
                @Override
                public BytesInput decompress(BytesInput page, int size) throws IOException {
                    return BytesInput.from(Zstd.decompress(page.toByteArray(), size));
                }

                @Override
                public void decompress(ByteBuffer page, int pageSize, ByteBuffer to, int size) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void release() {
                    // Holds nothing.
                }
            };
        }

        @Override
        public void release() {
            // Holds nothing.
        }
    }
}
