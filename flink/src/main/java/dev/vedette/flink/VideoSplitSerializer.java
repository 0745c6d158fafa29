package dev.vedette.flink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Videos in checkpoints and on their way to workers. */
final class VideoSplitSerializer implements SimpleVersionedSerializer<VideoSplit> {
    static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(VideoSplit video) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(new DataOutputStream(bytes), video);
        return bytes.toByteArray();
    }

    @Override
    public VideoSplit deserialize(int version, byte[] serialized) throws IOException {
        requireKnown(version);
        return read(new DataInputStream(new ByteArrayInputStream(serialized)));
    }

    static void write(DataOutputStream out, VideoSplit video) throws IOException {
        out.writeUTF(video.splitId());
        out.writeUTF(video.camera());
        out.writeUTF(video.uri());
        out.writeUTF(video.detector());
        out.writeLong(video.frames());
        out.writeLong(video.events());
    }

    static VideoSplit read(DataInputStream in) throws IOException {
        return new VideoSplit(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readLong(), in.readLong());
    }

    static void requireKnown(int version) throws IOException {
        if (version != VERSION) {
            throw new IOException("a checkpoint of version " + version + ", expected " + VERSION
                    + ": go on with the Vedette that wrote it");
        }
    }
}
