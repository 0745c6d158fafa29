package dev.vedette.flink.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.detection.StreamState;
import dev.vedette.scoring.PathScores;
import dev.vedette.scoring.Smoothing.Memory;
import dev.vedette.scoring.Smoothing.Raw;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CameraSplitSerializerTest {
    private static final CameraSplit CAMERA = new CameraSplit(
            "gate",
            CameraState.fresh(Instant.parse("2026-11-28T09:00:00.5Z"), "abc")
                    .with(new Tally(9, 8, 7, 6, 5))
                    .with(new Seen("film", 417, Duration.ofMillis(41_700))));
    private final CameraSplitSerializer serializer = new CameraSplitSerializer();

    private void assertKept(StreamState stream) throws IOException {
        CameraSplit camera = new CameraSplit(CAMERA.splitId(), CAMERA.state().with(stream));
        assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(camera)))
                .isEqualTo(camera);
    }

    @Test
    void keepsACameraThatIsNew() throws IOException {
        assertKept(StreamState.FRESH);
    }

    @Test
    void keepsScoresThatAGaussianLooksAt() throws IOException {
        assertKept(new StreamState(
                new Memory(List.of(new Raw(7, 0.1), new Raw(9, Double.MIN_VALUE)), Optional.empty()),
                Optional.of(CameraLedgerTest.OPEN)));
    }

    @Test
    void keepsPaths() throws IOException {
        PathScores paths = new PathScores(new double[] {0, -1.5, Math.PI, Double.MIN_VALUE});
        assertKept(new StreamState(new Memory(List.of(new Raw(1L << 40, 3)), Optional.of(paths)), Optional.empty()));
    }

    @Test
    void refusesWhatAnotherVersionWrote() throws IOException {
        byte[] bytes = serializer.serialize(CAMERA);
        for (int version : new int[] {2, 5}) {
            assertThatThrownBy(() -> serializer.deserialize(version, bytes))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a checkpoint of version " + version + ", expected 3 to 4");
        }
    }

    /** It did not know how far a camera was looked at, but what smoothing had looked at last. */
    @Test
    void readsWhatVersion3Wrote() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF("gate");
        writeSeconds(out, 100);
        out.writeUTF("abc");
        writeSeconds(out, 200);
        out.writeLong(2);
        out.writeLong(400);
        out.writeLong(Duration.ofSeconds(40).toNanos());
        out.writeInt(1);
        out.writeLong(417);
        out.writeDouble(0.5);
        out.writeBoolean(false);
        out.writeBoolean(false);
        for (long count = 9; count >= 5; count--) {
            out.writeLong(count);
        }
        out.writeBoolean(false);
        out.writeUTF("WATCHING");
        writeSeconds(out, 300);
        out.writeUTF("");

        assertThat(serializer.deserialize(3, bytes.toByteArray()))
                .isEqualTo(new CameraSplit(
                        "gate",
                        new CameraState(
                                Instant.ofEpochSecond(100),
                                "abc",
                                Instant.ofEpochSecond(200),
                                new Round(2, 400, Duration.ofSeconds(40)),
                                new Seen("", 417, Duration.ofSeconds(40)),
                                new StreamState(
                                        new Memory(List.of(new Raw(417, 0.5)), Optional.empty()), Optional.empty()),
                                new Tally(9, 8, 7, 6, 5),
                                Optional.empty(),
                                new Condition(Condition.State.WATCHING, Instant.ofEpochSecond(300), ""))));
    }

    private static void writeSeconds(DataOutputStream out, long seconds) throws IOException {
        out.writeLong(seconds);
        out.writeInt(0);
    }
}
