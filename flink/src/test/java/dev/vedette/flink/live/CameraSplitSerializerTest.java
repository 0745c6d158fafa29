package dev.vedette.flink.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.detection.StreamState;
import dev.vedette.scoring.PathScores;
import dev.vedette.scoring.Smoothing.Memory;
import dev.vedette.scoring.Smoothing.Raw;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CameraSplitSerializerTest {
    private static final CameraSplit CAMERA = new CameraSplit(
            "gate",
            CameraState.fresh(Instant.parse("2026-11-28T09:00:00.5Z"), "abc").with(new Tally(9, 8, 7, 6, 5)));
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
        assertThatThrownBy(() -> serializer.deserialize(serializer.getVersion() - 1, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a checkpoint of version 2, expected 3");
    }
}
