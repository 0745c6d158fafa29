package dev.vedette.flink.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.detection.AnomalyEvent;
import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.detection.CameraCounters;
import dev.vedette.detection.FrameScore;
import dev.vedette.detection.StreamDetector.Findings;
import dev.vedette.detection.StreamState;
import dev.vedette.detection.StreamState.OpenEvent;
import dev.vedette.flink.live.Condition.State;
import dev.vedette.flink.results.Row;
import dev.vedette.model.TokenGrid;
import dev.vedette.scoring.ScoreMap;
import dev.vedette.scoring.Smoothing.Memory;
import dev.vedette.scoring.Smoothing.Raw;
import dev.vedette.video.watch.Zone;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CameraLedgerTest {
    private static final Instant BEGAN = Instant.parse("2026-11-27T18:30:50Z");
    private static final Instant RUN = Instant.parse("2026-11-27T18:30:40Z");
    private static final ScoreMap MAP = new ScoreMap(new TokenGrid(2, 2), new float[4]);
    static final OpenEvent OPEN = new OpenEvent(
            new AnomalyEvent(
                    3,
                    5,
                    4,
                    Duration.ofMillis(600),
                    Duration.ofMillis(1000),
                    Duration.ofMillis(800),
                    2.5,
                    1.5,
                    new Place(0, 0.25, 0.5, 1)),
            true);

    private final CameraLedger ledger = new CameraLedger(spec("abc"), CameraState.fresh(RUN, "abc"));

    private static CameraSpec spec(String detector) {
        return CameraSpec.of(Watching.live("gate"), detector);
    }

    /** @param seconds of its time since the camera began */
    private List<String> scored(long frame, long seconds, boolean alarm, Optional<OpenEvent> open) {
        return lines(ledger.scored(results(frame, seconds, alarm, open)));
    }

    private static CameraLedger.Results results(long frame, long seconds, boolean alarm, Optional<OpenEvent> open) {
        FrameScore score = new FrameScore(frame, Duration.ofSeconds(seconds), frame, alarm ? 2 : 0, MAP, alarm);
        return new CameraLedger.Results(
                Round.FIRST,
                BEGAN,
                new Findings(List.of(score), List.of()),
                new StreamState(new Memory(List.of(new Raw(frame, frame)), Optional.empty()), open),
                new CameraCounters(frame + 4, frame, 1, Duration.ofMillis(40 * frame), Duration.ofMillis(40)));
    }

    private static List<String> lines(List<Row> rows) {
        return rows.stream().map(Row::line).toList();
    }

    @Test
    void aMinuteIsToldWhenTheNextBeginsAndWhatACameraThatIsLostHadWhenItIsOver() {
        assertThat(lines(ledger.connecting(BEGAN))).hasSize(1);
        assertThat(lines(ledger.watching(BEGAN))).hasSize(1);
        assertThat(scored(1, 5, true, Optional.empty())).isEmpty();
        assertThat(scored(2, 9, false, Optional.empty())).isEmpty();
        assertThat(scored(3, 10, false, Optional.empty()))
                .containsExactly("gate,2026-11-27T18:30:40.000Z,2026-11-27T18:30:00Z,6,2,1,1.0,2.0,1,0");
        assertThat(ledger.delay()).isEqualTo(Duration.ofMillis(40));

        Instant later = BEGAN.plusSeconds(20);
        assertThat(lines(ledger.become(State.LOST, later, "gone, or so")))
                .singleElement()
                .asString()
                .contains("LOST,\"gone, or so\",7,3,1");
        assertThat(lines(ledger.become(State.LOST, later, "gone, or so"))).isEmpty();
        assertThat(lines(ledger.tick(later))).isEmpty();
        assertThat(lines(ledger.tick(BEGAN.plusSeconds(70))))
                .containsExactly("gate,2026-11-27T18:30:40.000Z,2026-11-27T18:31:00Z,1,1,0,0.0,0.0,0,0");
        assertThat(lines(ledger.tick(BEGAN.plusSeconds(71)))).isEmpty();
        assertThat(lines(ledger.connecting(later))).isEmpty();
        assertThat(lines(ledger.watching(later))).singleElement().asString().contains("WATCHING,,7,3,1,1,0");
    }

    @Test
    void aCameraThatStaysLostIsToldOnceByEachWhoTries() {
        ledger.connecting(BEGAN);
        ledger.become(State.LOST, BEGAN, "gone");
        CameraLedger next = new CameraLedger(spec("abc"), ledger.state());
        assertThat(lines(next.connecting(BEGAN))).singleElement().asString().contains("goes on from a checkpoint");
        for (int i = 0; i < 2; i++) {
            assertThat(lines(next.become(State.LOST, BEGAN, "gone"))).hasSize(1 - i);
            assertThat(lines(next.connecting(BEGAN))).isEmpty();
        }
        next.watching(BEGAN);
        assertThat(next.state().tally().reconnects()).isEqualTo(1);
    }

    @Test
    void anotherDetectorEndsTheEventOfTheOneBefore() {
        scored(1, 1, true, Optional.of(OPEN));
        CameraLedger next = new CameraLedger(spec("def"), ledger.state());

        assertThat(lines(next.useSpec()))
                .containsExactly("gate,2026-11-27T18:30:40.000Z,1,2026-11-27T18:30:50.600Z,2026-11-27T18:30:51.000Z,"
                        + "2026-11-27T18:30:50.800Z,2.5,1.5,0.0,0.25,0.5,1.0,3,5,4");
        assertThat(next.state().stream()).isEqualTo(StreamState.FRESH);
        assertThat(next.state().tally().events()).isEqualTo(1);
        assertThat(next.state().seen().newest()).as("where a file goes on").isEqualTo(1);
        assertThat(next.useSpec()).isEmpty();
    }

    @Test
    void otherZonesEndTheEventOfBefore() {
        scored(1, 1, true, Optional.of(OPEN));
        List<Zone> zones = List.of(new Zone(
                Zone.Kind.ignored, List.of(new Zone.Corner(0, 0), new Zone.Corner(0.5, 0), new Zone.Corner(0, 0.5))));
        CameraSpec spec = CameraSpec.of(Watching.film("gate", zones, Optional.empty()), "abc");
        CameraLedger next = new CameraLedger(spec, ledger.state());

        assertThat(next.useSpec()).hasSize(1);
        assertThat(next.state().stream()).isEqualTo(StreamState.FRESH);
        assertThat(new CameraLedger(spec, next.state()).useSpec()).isEmpty();
    }

    @Test
    void aFileWithAnotherRateBeginsAgainBehindWhatWasSeen() {
        CameraSpec film = CameraSpec.of(Watching.camera("gate", "film.mp4", 10, true), "abc");
        CameraLedger first = new CameraLedger(film, CameraState.fresh(RUN, "abc"));
        assertThat(first.useSpec()).isEmpty();
        first.scored(results(7, 2, true, Optional.of(OPEN)));

        CameraLedger same = new CameraLedger(film, first.state());
        assertThat(same.useSpec()).isEmpty();
        assertThat(same.state()).isEqualTo(first.state());

        CameraLedger slower =
                new CameraLedger(CameraSpec.of(Watching.camera("gate", "film.mp4", 5, true), "abc"), first.state());
        assertThat(slower.useSpec()).as("the event that went on").hasSize(1);
        assertThat(slower.state().round()).isEqualTo(new Round(1, 8, Duration.ofMillis(2200)));
        assertThat(slower.state().stream()).isEqualTo(StreamState.FRESH);
    }

    @Test
    void aFileThatEndsBeforeWhereItWasToGoOnEndsItsEventAsWell() {
        CameraSpec film = CameraSpec.of(Watching.camera("gate", "film.mp4", 10, false), "abc");
        CameraLedger first = new CameraLedger(film, CameraState.fresh(RUN, "abc"));
        first.scored(results(7, 2, true, Optional.of(OPEN)));
        CameraLedger next = new CameraLedger(film, first.state());

        assertThat(lines(next.cutShort(new Round(1, 8, Duration.ofSeconds(3)), BEGAN)))
                .as("event, minute, and that it is over")
                .hasSize(3);
        assertThat(next.ended()).isTrue();
        assertThat(next.state().tally().scored())
                .isEqualTo(first.state().tally().scored());
    }

    @Test
    void whatACheckpointKeepsIsWhatWasKnown() throws IOException {
        ledger.watching(BEGAN);
        scored(1, 1, true, Optional.of(OPEN));
        ledger.become(State.LOST, BEGAN, "no frame for 20 seconds");
        CameraSplit split = new CameraSplit("gate", ledger.state());
        CameraSplitSerializer serializer = new CameraSplitSerializer();
        assertThat(serializer.deserialize(CameraSplitSerializer.VERSION, serializer.serialize(split)))
                .isEqualTo(split);

        Placement placement =
                new Placement(List.of(split, new CameraSplit("yard", CameraState.fresh(RUN, "abc"))), Set.of("door"));
        Placement.Serializer placements = new Placement.Serializer();
        assertThat(placements.deserialize(CameraSplitSerializer.VERSION, placements.serialize(placement)))
                .isEqualTo(placement);
    }
}
