package dev.vedette.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.model.TokenGrid;
import dev.vedette.scoring.ScoreMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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

    @Test
    void eventsOfPartsAreJoinedToThoseOfTheWhole() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int trial = 0; trial < 300; trial++) {
            List<FrameScore> scores = scores(random);
            List<AnomalyEvent> joined = new ArrayList<>();
            int from = 0;
            while (from < scores.size()) {
                int to = Math.min(scores.size(), from + 1 + random.nextInt(40));
                for (AnomalyEvent event : events(scores.subList(from, to))) {
                    int last = joined.size() - 1;
                    Optional<AnomalyEvent> one =
                            last < 0 ? Optional.empty() : EventFinder.joined(joined.get(last), event);
                    if (one.isPresent()) {
                        joined.set(last, one.get());
                    } else {
                        joined.add(event);
                    }
                }
                from = to;
            }
            assertThat(joined).isEqualTo(events(scores));
        }
    }

    private static List<FrameScore> scores(Random random) {
        List<FrameScore> scores = new ArrayList<>();
        long millis = 0;
        boolean alarm = false;
        for (int i = 0; i < 120; i++) {
            alarm ^= random.nextInt(5) == 0;
            double score = alarm ? 2 + random.nextInt(3) : 0;
            ScoreMap map = new ScoreMap(
                    new TokenGrid(2, 2),
                    new float[] {random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(3)});
            scores.add(new FrameScore(i, Duration.ofMillis(millis), score, score, map, alarm));
            millis += random.nextInt(30) == 0 ? 1500 : 200;
        }
        return scores;
    }

    private static List<AnomalyEvent> events(List<FrameScore> scores) {
        EventFinder finder = new EventFinder(1);
        List<AnomalyEvent> events = new ArrayList<>();
        scores.forEach(frame -> finder.next(frame).ifPresent(events::add));
        finder.finish().ifPresent(events::add);
        return events;
    }
}
