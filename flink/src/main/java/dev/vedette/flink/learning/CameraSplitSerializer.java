package dev.vedette.flink.learning;

import dev.vedette.flink.CameraVideo;
import dev.vedette.flink.work.WorkSerializer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Cameras in checkpoints and on their way to workers. */
final class CameraSplitSerializer extends WorkSerializer<CameraSplit> {
    @Override
    protected void write(DataOutputStream out, CameraSplit split) throws IOException {
        out.writeUTF(split.camera());
        out.writeLong(split.progress());
        out.writeInt(split.videos().size());
        for (CameraVideo video : split.videos()) {
            out.writeUTF(video.name());
            out.writeUTF(video.uri());
        }
    }

    @Override
    protected CameraSplit read(DataInputStream in) throws IOException {
        String camera = in.readUTF();
        long progress = in.readLong();
        List<CameraVideo> videos = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            videos.add(new CameraVideo(camera, in.readUTF(), in.readUTF()));
        }
        return new CameraSplit(camera, List.copyOf(videos), progress);
    }
}
