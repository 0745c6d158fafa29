package dev.vedette.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.model.TokenGrid;
import dev.vedette.scoring.ScoreMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames at 5 a second. */
class EventFinderTest {
    private static final ScoreMap MAP = new ScoreMap(new TokenGrid(2, 2), new float[4]);

    private final EventFinder finder = new EventFinder(1);
    private final List<AnomalyEvent> events = new ArrayList<>();

    private void frame(long index, boolean alarm) {
        double score = alarm ? 2 : 0;
        FrameScore frame = new FrameScore(index, Duration.ofMillis(200 * index), score, score, MAP, alarm);
        finder.next(frame).ifPresent(events::add);
    }

    private void frames(long first, long last, boolean alarm) {
        for (long index = first; index <= last; index++) {
            frame(index, alarm);
        }
    }

    private List<String> all() {
        finder.finish().ifPresent(events::add);
        return events.stream()
                .map(event -> event.firstFrame() + "-" + event.lastFrame())
                .toList();
    }

    @Test
    void aPauseOfASecondEndsNoEventALongerOneDoes() {
        frames(0, 3, true);
        frames(4, 7, false);
        frames(8, 9, true);
        frames(10, 14, false);
        frames(15, 15, true);
        assertThat(all()).containsExactly("0-9", "15-15");
    }

    @Test
    void anEventIsToldAsSoonAsItIsOver() {
        frames(0, 3, true);
        frames(4, 8, false);
        assertThat(events).isEmpty();
        frame(9, false);
        assertThat(events).hasSize(1);
    }

    @Test
    void framesThatWereNotScoredEndNoEvent() {
        frame(0, true);
        frame(20, true);
        frame(40, true);
        assertThat(all()).containsExactly("0-40");
    }

    @Test
    void amongFramesThatWereNotScoredOneWithoutAlarmIsEnough() {
        frame(0, true);
        frame(20, false);
        frame(40, true);
        frame(41, false);
        frame(60, true);
        assertThat(all()).containsExactly("0-0", "40-40", "60-60");
    }
}
