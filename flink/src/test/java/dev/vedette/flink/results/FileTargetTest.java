package dev.vedette.flink.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.vedette.fault.VedetteException;
import dev.vedette.flink.FlinkCluster;
import dev.vedette.flink.Footage;
import dev.vedette.video.archive.ResultPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results in files of Parquet, and places that are none. */
class FileTargetTest {
    @TempDir
    private Path folder;

    @Test
    void parquetHoldsWhatCsvWould() throws Exception {
        Given given = new Given(folder, 60);

        new FlinkCluster().run(given.job("parquet", null), 0, plan -> {});

        for (Table table : List.of(Table.SCORES, Table.EVENTS)) {
            assertThat(lines(given.output(), table)).isNotEmpty().isEqualTo(given.expected(table));
        }
        assertThat(Footage.lines(given.output(), Table.VIDEOS)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "xml, expected csv",
        "jdbc:mysql://host/database, expected PostgreSQL",
        "jdbc:postgresql://host/database?user=me&password=hidden, must not hold",
        "jdbc:postgresql://me:hidden@host/database, must not hold",
        "kafka://host:9092, expected kafka://",
        "kafka://me:hidden@host/prefix, without a password"
    })
    void otherPlacesAreRefusedAndPasswordsAreNotToldBack(String to, String reason) {
        assertThatThrownBy(() -> ResultTarget.of(new ResultPlace(to, Optional.empty()), null))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("hidden");
    }

    @Test
    void settingsThatCannotBeReadAreSaid() {
        assertThatThrownBy(() -> ResultTarget.of(
                        new ResultPlace(
                                "jdbc:postgresql://host/database",
                                Optional.of(folder.resolve("none").toString())),
                        null))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("none cannot be read");
    }

    private static List<String> lines(Path output, Table table) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(output.resolve(table.folder()))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(file.getFileName().toString()).endsWith(".parquet").doesNotStartWith(".");
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
