package dev.vedette.flink.results;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Rows that wait for the checkpoint that has them and are written after it. What a failure undoes was therefore never written; what was
 * written when a failure comes may be written again, as it was.
 */
final class CheckpointedSink implements Sink<Row>, SupportsCommitter<List<Row>> {
    private static final long serialVersionUID = 1L;

    private final Destination destination;

    /** Where rows are written to. To write the same ones again must change nothing. */
    @FunctionalInterface
    interface Destination extends Serializable {
        void write(List<Row> rows) throws IOException;
    }

    CheckpointedSink(Destination destination) {
        this.destination = destination;
    }

    @Override
    public SinkWriter<Row> createWriter(WriterInitContext context) {
        return new Waiting();
    }

    @Override
    public Committer<List<Row>> createCommitter(CommitterInitContext context) {
        return new Writing(destination);
    }

    @Override
    public SimpleVersionedSerializer<List<Row>> getCommittableSerializer() {
        return new Serializer();
    }

    private static final class Waiting implements CommittingSinkWriter<Row, List<Row>> {
        private List<Row> rows = new ArrayList<>();

        @Override
        public void write(Row row, Context context) {
            rows.add(row);
        }

        @Override
        public void flush(boolean endOfInput) {
            // They wait for the checkpoint.
        }

        @Override
        public Collection<List<Row>> prepareCommit() {
            List<Row> ready = rows;
            rows = new ArrayList<>();
            return ready.isEmpty() ? List.of() : List.of(ready);
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private record Writing(Destination destination) implements Committer<List<Row>> {
        @Override
        public void commit(Collection<CommitRequest<List<Row>>> requests) throws IOException {
            List<Row> rows = new ArrayList<>();
            requests.forEach(request -> rows.addAll(request.getCommittable()));
            destination.write(rows);
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    /** Rows in checkpoints. */
    static final class Serializer implements SimpleVersionedSerializer<List<Row>> {
        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(List<Row> rows) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(rows.size());
            for (Row row : rows) {
                out.writeUTF(row.table().name());
                for (String cell : row.cells()) {
                    out.writeUTF(cell);
                }
            }
            return bytes.toByteArray();
        }

        @Override
        public List<Row> deserialize(int version, byte[] serialized) throws IOException {
            if (version != VERSION) {
                throw new IOException("rows of version " + version + " in a checkpoint, expected " + VERSION
                        + ": go on with the Vedette that wrote it");
            }
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
            List<Row> rows = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                Table table = Table.valueOf(in.readUTF());
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < table.columns().size(); i++) {
                    cells.add(in.readUTF());
                }
                rows.add(new Row(table, cells));
            }
            return rows;
        }
    }
}
