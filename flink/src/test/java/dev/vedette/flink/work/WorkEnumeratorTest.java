package dev.vedette.flink.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.flink.Readers;
import dev.vedette.flink.work.Assignments.Beginnings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkEnumeratorTest {
    private static final BeginAnswer GRANTED = new BeginAnswer(true);

    private record Piece(String splitId, long progress) implements Work {}

    /** All were begun when their workers died; a reader has two of them where there are fewer readers than before. */
    @Test
    void aReaderWithTwoSuspectsBeginsTheSecondAfterTheFirst() {
        Readers<Piece> readers = new Readers<>(2);
        Beginnings once = new Beginnings(1, 0);
        WorkEnumerator<Piece> enumerator =
                new WorkEnumerator<>(readers, 3, new Assignments<>(List.of(), Map.of("a", once, "b", once, "c", once)));

        enumerator.handleSourceEvent(0, new BeginRequest("a", 0));
        enumerator.handleSourceEvent(1, new BeginRequest("c", 0));
        assertThat(readers.told(0)).containsExactly(GRANTED);
        assertThat(readers.told(1)).as("while another suspect is at work").isEmpty();

        enumerator.handleSourceEvent(0, new BeginRequest("b", 0));
        assertThat(readers.told(1)).containsExactly(GRANTED);
        assertThat(readers.told(0)).hasSize(1);

        enumerator.handleSplitRequest(1, null);
        assertThat(readers.told(0)).containsExactly(GRANTED, GRANTED);
        assertThat(enumerator.snapshotState(1).begun()).containsOnlyKeys("b");
    }
}
