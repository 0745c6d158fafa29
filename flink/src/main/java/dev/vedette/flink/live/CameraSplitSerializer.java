package dev.vedette.flink.live;

import dev.vedette.detection.StreamState;
import dev.vedette.detection.StreamState.OpenEvent;
import dev.vedette.flink.EventSerializer;
import dev.vedette.scoring.PathScores;
import dev.vedette.scoring.Smoothing.Memory;
import dev.vedette.scoring.Smoothing.Raw;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Cameras in checkpoints and on their way to workers. */
final class CameraSplitSerializer implements SimpleVersionedSerializer<CameraSplit> {
    static final int VERSION = 4;
    /** The first with how far a camera was looked at. */
    private static final int WITH_SEEN = 4;

    private static final int OLDEST = 3;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(CameraSplit camera) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(new DataOutputStream(bytes), camera);
        return bytes.toByteArray();
    }

    @Override
    public CameraSplit deserialize(int version, byte[] serialized) throws IOException {
        requireKnown(version);
        return read(version, new DataInputStream(new ByteArrayInputStream(serialized)));
    }

    static void requireKnown(int version) throws IOException {
        if (version < OLDEST || version > VERSION) {
            throw new IOException("a checkpoint of version " + version + ", expected " + OLDEST + " to " + VERSION
                    + ": go on with the Vedette that wrote it");
        }
    }

    static void write(DataOutputStream out, CameraSplit camera) throws IOException {
        out.writeUTF(camera.splitId());
        CameraState state = camera.state();
        write(out, state.run());
        out.writeUTF(state.scoring());
        write(out, state.began());
        out.writeLong(state.round().number());
        out.writeLong(state.round().frames());
        write(out, state.round().time());
        write(out, state.stream());
        write(out, state.seen());
        write(out, state.tally());
        out.writeBoolean(state.minute().isPresent());
        if (state.minute().isPresent()) {
            write(out, state.minute().get());
        }
        out.writeUTF(state.condition().state().name());
        write(out, state.condition().since());
        out.writeUTF(state.condition().fault());
    }

    /** @param version that wrote it */
    static CameraSplit read(int version, DataInputStream in) throws IOException {
        String name = in.readUTF();
        Instant run = instant(in);
        String scoring = in.readUTF();
        Instant began = instant(in);
        Round round = new Round(in.readLong(), in.readLong(), duration(in));
        StreamState stream = stream(in);
        Seen seen = version < WITH_SEEN ? new Seen("", stream.newest(), round.time()) : seen(in);
        return new CameraSplit(
                name,
                new CameraState(
                        run,
                        scoring,
                        began,
                        round,
                        seen,
                        stream,
                        tally(in),
                        in.readBoolean() ? Optional.of(minute(in)) : Optional.empty(),
                        new Condition(Condition.State.valueOf(in.readUTF()), instant(in), in.readUTF())));
    }

    private static void write(DataOutputStream out, StreamState stream) throws IOException {
        write(out, stream.smoothing());
        out.writeBoolean(stream.event().isPresent());
        if (stream.event().isPresent()) {
            EventSerializer.write(out, stream.event().get().soFar());
            out.writeBoolean(stream.event().get().calm());
        }
    }

    private static StreamState stream(DataInputStream in) throws IOException {
        return new StreamState(
                memory(in),
                in.readBoolean()
                        ? Optional.of(new OpenEvent(EventSerializer.read(in), in.readBoolean()))
                        : Optional.empty());
    }

    private static void write(DataOutputStream out, Memory smoothing) throws IOException {
        out.writeInt(smoothing.recent().size());
        for (Raw raw : smoothing.recent()) {
            out.writeLong(raw.frame());
            out.writeDouble(raw.score());
        }
        out.writeBoolean(smoothing.paths().isPresent());
        if (smoothing.paths().isPresent()) {
            double[] values = smoothing.paths().get().values();
            out.writeInt(values.length);
            for (double value : values) {
                out.writeDouble(value);
            }
        }
    }

    private static Memory memory(DataInputStream in) throws IOException {
        List<Raw> recent = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            recent.add(new Raw(in.readLong(), in.readDouble()));
        }
        return new Memory(recent, in.readBoolean() ? Optional.of(paths(in)) : Optional.empty());
    }

    private static PathScores paths(DataInputStream in) throws IOException {
        double[] values = new double[in.readInt()];
        for (int token = 0; token < values.length; token++) {
            values[token] = in.readDouble();
        }
        return new PathScores(values);
    }

    private static void write(DataOutputStream out, Seen seen) throws IOException {
        out.writeUTF(seen.footage());
        out.writeLong(seen.newest());
        write(out, seen.time());
    }

    private static Seen seen(DataInputStream in) throws IOException {
        return new Seen(in.readUTF(), in.readLong(), duration(in));
    }

    private static void write(DataOutputStream out, Tally tally) throws IOException {
        out.writeLong(tally.frames());
        out.writeLong(tally.scored());
        out.writeLong(tally.dropped());
        out.writeLong(tally.reconnects());
        out.writeLong(tally.events());
    }

    private static Tally tally(DataInputStream in) throws IOException {
        return new Tally(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }

    private static void write(DataOutputStream out, Minute minute) throws IOException {
        write(out, minute.begin());
        out.writeLong(minute.scored());
        out.writeLong(minute.alarms());
        out.writeDouble(minute.sum());
        out.writeDouble(minute.highest());
        out.writeLong(minute.events());
        write(out, minute.before());
    }

    private static Minute minute(DataInputStream in) throws IOException {
        return new Minute(
                instant(in), in.readLong(), in.readLong(), in.readDouble(), in.readDouble(), in.readLong(), tally(in));
    }

    private static void write(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private static Instant instant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static void write(DataOutputStream out, Duration duration) throws IOException {
        out.writeLong(duration.toNanos());
    }

    private static Duration duration(DataInputStream in) throws IOException {
        return Duration.ofNanos(in.readLong());
    }
}
