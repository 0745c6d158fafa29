package dev.vedette.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CameraTrialsTest {
    @Test
    void theLargestNumberIsFoundByDoublingAndHalving() {
        for (int most = 0; most < 200; most++) {
            int limit = most;
            assertThat(CameraTrials.largest(number -> number <= limit)).isEqualTo(limit);
        }
        List<Integer> tried = new ArrayList<>();
        CameraTrials.largest(number -> tried.add(number) && number <= 13);
        assertThat(tried).containsExactly(1, 2, 4, 8, 16, 12, 14, 13);
    }
}
