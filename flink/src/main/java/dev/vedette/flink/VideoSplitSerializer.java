package dev.vedette.flink;

import dev.vedette.flink.work.WorkSerializer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Videos in checkpoints and on their way to workers. */
final class VideoSplitSerializer extends WorkSerializer<VideoSplit> {
    @Override
    protected void write(DataOutputStream out, VideoSplit video) throws IOException {
        out.writeUTF(video.splitId());
        out.writeUTF(video.camera());
        out.writeUTF(video.uri());
        out.writeUTF(video.detector());
        out.writeLong(video.frames());
        out.writeLong(video.events());
    }

    @Override
    protected VideoSplit read(DataInputStream in) throws IOException {
        return new VideoSplit(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readLong(), in.readLong());
    }
}
