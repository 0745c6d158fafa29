package dev.vedette.flink.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.flink.results.CheckpointedSink.Serializer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointedSinkTest {
    @Test
    void rowsComeOutOfACheckpointAsTheyWentIn() throws IOException {
        List<Row> rows = List.of(
                Row.of(
                        Table.LIVE_CAMERAS,
                        "gate",
                        "2026-11-27T18:30:40.000Z",
                        "2026-11-27T18:31:00.500Z",
                        "LOST",
                        "gone, or \"so\"\nor elsewhere: ü",
                        7,
                        3,
                        1,
                        0,
                        0),
                Row.of(Table.VIDEOS, "gate", "gate/1.mp4", 7, 1, "abc"));
        Serializer serializer = new Serializer();

        assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(rows)))
                .isEqualTo(rows);
    }

    @Test
    void rowsOfAnotherVersionAreRefused() {
        Serializer serializer = new Serializer();
        assertThatThrownBy(() -> serializer.deserialize(99, serializer.serialize(List.of())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("99");
    }
}
