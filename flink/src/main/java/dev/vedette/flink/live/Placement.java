package dev.vedette.flink.live;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * What the enumerator remembers.
 *
 * @param waiting cameras that no reader has
 * @param given names of those that some reader has
 */
record Placement(List<CameraSplit> waiting, Set<String> given) {
    static final Placement NONE = new Placement(List.of(), Set.of());

    /** In checkpoints. */
    static final class Serializer implements SimpleVersionedSerializer<Placement> {
        @Override
        public int getVersion() {
            return CameraSplitSerializer.VERSION;
        }

        @Override
        public byte[] serialize(Placement placement) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(placement.waiting().size());
            for (CameraSplit camera : placement.waiting()) {
                CameraSplitSerializer.write(out, camera);
            }
            out.writeInt(placement.given().size());
            for (String name : placement.given()) {
                out.writeUTF(name);
            }
            return bytes.toByteArray();
        }

        @Override
        public Placement deserialize(int version, byte[] serialized) throws IOException {
            CameraSplitSerializer.requireKnown(version);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
            List<CameraSplit> waiting = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                waiting.add(CameraSplitSerializer.read(version, in));
            }
            Set<String> given = new HashSet<>();
            for (int left = in.readInt(); left > 0; left--) {
                given.add(in.readUTF());
            }
            return new Placement(waiting, given);
        }
    }
}
