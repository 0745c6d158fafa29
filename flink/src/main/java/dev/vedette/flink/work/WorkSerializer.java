package dev.vedette.flink.work;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Work in checkpoints and on its way to workers. */
public abstract class WorkSerializer<W extends Work> implements SimpleVersionedSerializer<W> {
    private static final int VERSION = 1;

    protected abstract void write(DataOutputStream out, W work) throws IOException;

    protected abstract W read(DataInputStream in) throws IOException;

    @Override
    public final int getVersion() {
        return VERSION;
    }

    @Override
    public final byte[] serialize(W work) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(new DataOutputStream(bytes), work);
        return bytes.toByteArray();
    }

    @Override
    public final W deserialize(int version, byte[] serialized) throws IOException {
        requireKnown(version);
        return read(new DataInputStream(new ByteArrayInputStream(serialized)));
    }

    void requireKnown(int version) throws IOException {
        if (version != VERSION) {
            throw new IOException("a checkpoint of version " + version + ", expected " + VERSION
                    + ": go on with the Vedette that wrote it");
        }
    }
}
