package dev.vedette.flink.work;

import dev.vedette.flink.work.Assignments.Beginnings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** What the enumerator remembers, in checkpoints. */
final class AssignmentsSerializer<W extends Work> implements SimpleVersionedSerializer<Assignments<W>> {
    private final WorkSerializer<W> work;

    AssignmentsSerializer(WorkSerializer<W> work) {
        this.work = work;
    }

    @Override
    public int getVersion() {
        return work.getVersion();
    }

    @Override
    public byte[] serialize(Assignments<W> assignments) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(assignments.waiting().size());
        for (W waiting : assignments.waiting()) {
            work.write(out, waiting);
        }
        out.writeInt(assignments.begun().size());
        for (Map.Entry<String, Beginnings> entry : assignments.begun().entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeInt(entry.getValue().count());
            out.writeLong(entry.getValue().progress());
        }
        return bytes.toByteArray();
    }

    @Override
    public Assignments<W> deserialize(int version, byte[] serialized) throws IOException {
        work.requireKnown(version);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        List<W> waiting = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            waiting.add(work.read(in));
        }
        Map<String, Beginnings> begun = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            begun.put(in.readUTF(), new Beginnings(in.readInt(), in.readLong()));
        }
        return new Assignments<>(waiting, begun);
    }
}
