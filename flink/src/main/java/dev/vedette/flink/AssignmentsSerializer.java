package dev.vedette.flink;

import dev.vedette.flink.Assignments.Beginnings;
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
final class AssignmentsSerializer implements SimpleVersionedSerializer<Assignments> {
    @Override
    public int getVersion() {
        return VideoSplitSerializer.VERSION;
    }

    @Override
    public byte[] serialize(Assignments assignments) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(assignments.waiting().size());
        for (VideoSplit video : assignments.waiting()) {
            VideoSplitSerializer.write(out, video);
        }
        out.writeInt(assignments.begun().size());
        for (Map.Entry<String, Beginnings> entry : assignments.begun().entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeInt(entry.getValue().count());
            out.writeLong(entry.getValue().frames());
        }
        return bytes.toByteArray();
    }

    @Override
    public Assignments deserialize(int version, byte[] serialized) throws IOException {
        VideoSplitSerializer.requireKnown(version);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        List<VideoSplit> waiting = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            waiting.add(VideoSplitSerializer.read(in));
        }
        Map<String, Beginnings> begun = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            begun.put(in.readUTF(), new Beginnings(in.readInt(), in.readLong()));
        }
        return new Assignments(waiting, begun);
    }
}
