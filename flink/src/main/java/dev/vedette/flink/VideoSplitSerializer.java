package dev.vedette.flink;

import dev.vedette.flink.work.WorkSerializer;
import dev.vedette.video.EntryPoint;
import dev.vedette.video.VideoRange;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;

/** Videos and ranges of them in checkpoints and on their way to workers. */
final class VideoSplitSerializer extends WorkSerializer<VideoSplit> {
    @Override
    protected void write(DataOutputStream out, VideoSplit video) throws IOException {
        out.writeUTF(video.video());
        out.writeUTF(video.camera());
        out.writeUTF(video.uri());
        out.writeUTF(video.detector());
        VideoRange range = video.range();
        out.writeInt(range.number());
        out.writeInt(range.of());
        out.writeInt(range.warmUp());
        write(out, range.begin());
        write(out, range.next());
        out.writeLong(video.frames());
        out.writeLong(video.events());
    }

    private static void write(DataOutputStream out, Optional<EntryPoint> point) throws IOException {
        out.writeBoolean(point.isPresent());
        if (point.isPresent()) {
            out.writeLong(point.get().frame());
            out.writeLong(point.get().timestamp());
            out.writeLong(point.get().origin());
        }
    }

    @Override
    protected VideoSplit read(DataInputStream in) throws IOException {
        return new VideoSplit(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                new VideoRange(in.readInt(), in.readInt(), in.readInt(), point(in), point(in)),
                in.readLong(),
                in.readLong());
    }

    private static Optional<EntryPoint> point(DataInputStream in) throws IOException {
        return in.readBoolean()
                ? Optional.of(new EntryPoint(in.readLong(), in.readLong(), in.readLong()))
                : Optional.empty();
    }
}
