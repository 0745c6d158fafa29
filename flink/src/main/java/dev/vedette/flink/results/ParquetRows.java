package dev.vedette.flink.results;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Rows as Apache Parquet stores them. Classes of Hadoop are named, as Parquet asks for, and never loaded. Not thread-safe. */
final class ParquetRows extends WriteSupport<Row> {
    private final Table table;
    private @Nullable RecordConsumer out;

    private ParquetRows(Table table) {
        this.table = table;
    }

    static ParquetWriter<Row> writer(OutputFile file, Table table) throws IOException {
        return new Builder(file, table)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new ZstdPages())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .build();
    }

    private static Type type(Column column) {
        return switch (column.kind()) {
            case TEXT ->
                Types.required(BINARY).as(LogicalTypeAnnotation.stringType()).named(column.name());
            case WHOLE -> Types.required(INT64).named(column.name());
            case SECONDS -> Types.required(DOUBLE).named(column.name());
            case MOMENT ->
                Types.required(INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MILLIS))
                        .named(column.name());
            case NUMBER -> Types.required(FLOAT).named(column.name());
            case FLAG -> Types.required(BOOLEAN).named(column.name());
        };
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        List<Type> columns = table.columns().stream().map(ParquetRows::type).toList();
        return new WriteContext(new MessageType(table.folder(), columns), Map.of());
    }

    @Override
    public WriteContext init(Configuration configuration) {
        return init(new PlainParquetConfiguration());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        out = consumer;
    }

    @Override
    public void write(Row row) {
        if (out == null) {
            throw new IllegalStateException("not prepared");
        }
        out.startMessage();
        int number = 0;
        for (Map.Entry<String, Object> value : row.values().entrySet()) {
            out.startField(value.getKey(), number);
            add(out, value.getValue());
            out.endField(value.getKey(), number);
            number++;
        }
        out.endMessage();
    }

    private static void add(RecordConsumer out, Object value) {
        if (value instanceof String text) {
            out.addBinary(Binary.fromString(text));
        } else if (value instanceof Long whole) {
            out.addLong(whole);
        } else if (value instanceof Double seconds) {
            out.addDouble(seconds);
        } else if (value instanceof Instant moment) {
            out.addLong(moment.toEpochMilli());
        } else if (value instanceof Float number) {
            out.addFloat(number);
        } else {
            out.addBoolean((Boolean) value);
        }
    }

    private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
        private final Table table;

        private Builder(OutputFile file, Table table) {
            super(file);
            this.table = table;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Row> getWriteSupport(ParquetConfiguration configuration) {
            return new ParquetRows(table);
        }

        @Override
        protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
            return new ParquetRows(table);
        }
    }
}
