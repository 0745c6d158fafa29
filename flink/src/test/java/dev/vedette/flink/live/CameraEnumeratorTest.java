package dev.vedette.flink.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.flink.Readers;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CameraEnumeratorTest {
    private static final Instant RUN = Instant.parse("2026-11-28T09:00:00Z");

    private Placement last = Placement.NONE;

    /** A job that goes on from the last one's checkpoint, and has one itself. */
    private List<String> begun(String... cameras) {
        Readers<CameraSplit> readers = new Readers<>(1);
        CameraEnumerator enumerator = new CameraEnumerator(
                readers,
                Stream.of(cameras)
                        .map(camera -> CameraSpec.of(Watching.live(camera), "abc"))
                        .toList(),
                RUN,
                last);
        enumerator.addReader(0);
        last = enumerator.snapshotState(1);
        return readers.given(0).stream().map(CameraSplit::splitId).toList();
    }

    /** What readers had before comes back to them without the enumerator. */
    @Test
    void aCameraThatAJobLeftOutIsBegunByTheNextThatHasIt() {
        assertThat(begun("gate", "yard")).containsExactly("gate", "yard");
        assertThat(begun("gate")).isEmpty();
        assertThat(begun("gate", "yard")).containsExactly("yard");
        assertThat(begun("gate", "yard")).isEmpty();
    }
}
