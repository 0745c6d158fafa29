package dev.vedette.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.detection.Calibration;
import dev.vedette.server.watch.EventTracker.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Normal is 0, the threshold is 1; five frames a second. */
class EventTrackerTest {
    private static final EventRules RULES = new EventRules(
            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(60));

    private final EventTracker tracker = new EventTracker(RULES, new Calibration(0, 0, 1, 0, 0.1, 0));

    private List<Change> watch(int seconds, IntToDoubleFunction scoreOfSecond) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < seconds * Tracks.RATE; i++) {
            changes.add(tracker.next(Tracks.score(i, scoreOfSecond.applyAsDouble((int) (i / Tracks.RATE)))));
        }
        return changes;
    }

    @Test
    void oneHappeningWithPausesIsOneEvent() {
        List<Change> changes = watch(30, second -> second == 3 || second == 6 || second == 9 ? 2 : 0.1);

        assertThat(changes).containsOnlyOnce(Change.BEGINS, Change.ENDS);
    }

    @Test
    void aScoreThatTremblesAtTheThresholdIsOneEvent() {
        List<Change> changes = watch(58, second -> second < 2 ? 0 : second % 2 == 0 ? 1.05 : 0.8);

        assertThat(changes).containsOnlyOnce(Change.BEGINS).doesNotContain(Change.ENDS);
    }

    @Test
    void whatLastsForHoursIsOneEventThatIsCut() {
        List<Change> changes = watch(2 * 3600, second -> second < 5 ? 0 : 1.5);

        assertThat(changes).containsOnlyOnce(Change.BEGINS, Change.ENDS);
    }

    @Test
    void duringTheCoolDownTheSameIsARepeatAndSomethingStrongerAnEvent() {
        List<Change> same = watch(30, second -> second == 1 || second == 14 ? 2 : 0);
        assertThat(same).containsOnlyOnce(Change.BEGINS, Change.REPEATS);

        EventTracker other = new EventTracker(RULES, new Calibration(0, 0, 1, 0, 0.1, 0));
        List<Change> stronger = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            stronger.add(other.next(Tracks.score(i, i == 5 ? 2 : i == 70 ? 4 : 0)));
        }
        assertThat(stronger.stream().filter(Change.BEGINS::equals)).hasSize(2);
    }

    @Test
    void afterTheCoolDownTheSameIsAnEventAgain() {
        List<Change> changes = watch(60, second -> second == 1 || second == 40 ? 2 : 0);

        assertThat(changes.stream().filter(Change.BEGINS::equals)).hasSize(2);
    }
}
