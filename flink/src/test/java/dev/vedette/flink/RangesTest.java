package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.results.Csv;
import dev.vedette.flink.results.Table;
import dev.vedette.scoring.ScorePart;
import dev.vedette.scoring.ScorePart.Quantity;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.scoring.ScoringRule.Masking;
import dev.vedette.scoring.ScoringRule.Pooling;
import dev.vedette.scoring.UsualMotion;
import dev.vedette.video.archive.ArchiveJob;
import dev.vedette.video.archive.ArchiveOutcome;
import dev.vedette.video.archive.ArchiveOutcome.SetAside;
import dev.vedette.video.archive.ArchivePlan;
import dev.vedette.video.archive.ArchivePlan.InOnePiece;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Videos that are scored in ranges, on the embedded cluster. */
class RangesTest {
    private final FlinkCluster cluster = new FlinkCluster();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void scoresAndEventsAreThoseOfThePlainLoop(int slots) throws Exception {
        Footage footage = new Footage(folder, ScoringRule.paper()).detector("gate", 1);
        Files.createDirectories(footage.file("gate"));
        footage.video("gate/long.mp4", 1, 307).video("gate/old.avi", 2, 70).video("gate/short.mp4", 3, 50);
        footage.detector("gate", 1, medianOfCausal(footage, "gate/long.mp4"));
        List<ArchivePlan> plans = new ArrayList<>();

        ArchiveOutcome outcome = cluster.run(job(footage, slots, OptionalDouble.empty()), 0, plans::add);

        Map<Table, List<String>> expected = footage.expected("gate", "gate/long.mp4", "gate/old.avi", "gate/short.mp4");
        assertThat(expected.get(Table.EVENTS)).hasSizeGreaterThan(2);
        for (Table table : List.of(Table.SCORES, Table.EVENTS)) {
            assertThat(Footage.lines(output(), table)).isEqualTo(expected.get(table));
        }
        assertThat(outcome)
                .isEqualTo(new ArchiveOutcome(
                        3, 307 + 70 + 50, expected.get(Table.EVENTS).size(), List.of()));
        assertThat(plans).singleElement().satisfies(plan -> {
            assertThat(plan.videos()).isEqualTo(3);
            assertThat(plan.ranges()).isEqualTo(6 + 1 + 1);
            assertThat(plan.inOnePiece()).extracting(InOnePiece::video).containsExactly("gate/old.avi");
            assertThat(plan.inOnePiece().get(0).reason()).contains("no index of all of its frames");
        });
    }

    /** The threshold is below all scores. */
    @Test
    void anEventOverAllRangesIsOne() throws Exception {
        Footage footage = new Footage(folder, ScoringRule.paper()).detector("gate", 1, 0);
        Files.createDirectories(footage.file("gate"));
        footage.video("gate/1.mp4", 1, 200);

        cluster.run(job(footage, 2, OptionalDouble.empty()), 0, plan -> assertThat(plan.ranges())
                .isEqualTo(4));

        assertThat(Footage.lines(output(), Table.EVENTS))
                .hasSize(1)
                .isEqualTo(footage.expected("gate", "gate/1.mp4").get(Table.EVENTS));
    }

    /** Paths remember more frames, so that a range begins further before its first frame. */
    @ParameterizedTest
    @CsvSource({"PEAK, 3", "PATH, 2"})
    void whereStillPlacesArePassedOverRangesAreRefusedUnlessTheToleranceIsZero(Pooling pooling, int ranges)
            throws Exception {
        ScoringRule everywhere = new ScoringRule(
                List.of(ScorePart.plain(Quantity.RECONSTRUCTION_L2)),
                pooling,
                Masking.COMPLEMENTARY,
                0,
                UsualMotion.UNKNOWN);
        Footage footage = new Footage(folder, everywhere.withStillTolerance(2)).detector("gate", 1);
        Files.createDirectories(footage.file("gate"));
        footage.video("gate/1.mp4", 1, 130);

        assertThatThrownBy(() -> cluster.run(job(footage, 2, OptionalDouble.empty()), 0, plan -> {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("camera gate passes over still places (tolerance 2.0)")
                .hasMessageContaining("--still-tolerance 0");
        cluster.run(job(footage, 2, OptionalDouble.of(0)), 0, plan -> assertThat(plan.ranges())
                .isEqualTo(ranges));

        new Footage(folder, everywhere).detector("gate", 1);
        assertThat(Footage.lines(output(), Table.SCORES))
                .isEqualTo(footage.expected("gate", "gate/1.mp4").get(Table.SCORES));
    }

    @Test
    void aVideoThatIsDamagedInTheMiddleIsSetAsideOnceWithTheScoresOfItsSoundRanges() throws Exception {
        Footage footage = new Footage(folder, ScoringRule.paper()).detector("gate", 1);
        Files.createDirectories(footage.file("gate"));
        footage.video("gate/1.mp4", 1, 200);
        List<String> sound = footage.expected("gate", "gate/1.mp4").get(Table.SCORES);
        byte[] bytes = Files.readAllBytes(footage.file("gate/1.mp4"));
        for (int i = bytes.length / 2; i < bytes.length * 53 / 100; i++) {
            bytes[i] = 0;
        }
        Files.write(footage.file("gate/1.mp4"), bytes);

        ArchiveOutcome outcome =
                cluster.run(job(footage, 2, OptionalDouble.empty()), 0, plan -> assertThat(plan.ranges())
                        .isEqualTo(4));

        assertThat(outcome.videos()).isZero();
        assertThat(outcome.setAside()).extracting(SetAside::video).containsExactly("gate/1.mp4");
        assertThat(outcome.setAside().get(0).reason()).contains("damaged");
        List<String> lines = Footage.lines(output(), Table.SCORES);
        assertThat(lines).hasSizeBetween(100, 199).doesNotHaveDuplicates();
        assertThat(lines.stream().filter(sound::contains).count()).isGreaterThan(lines.size() - 5);
        assertThat(Footage.lines(output(), Table.SET_ASIDE))
                .singleElement()
                .asString()
                .startsWith("gate,gate/1.mp4," + lines.size() + ",");
    }

    /** Anything but a POJO would go through Kryo. */
    @Test
    void flinkKnowsHowToWriteWhatComesOfRanges() {
        assertThat(Stream.of(Result.class, ScoredRange.class).map(TypeInformation::of))
                .allSatisfy(type -> assertThat(type).isInstanceOf(PojoTypeInfo.class));
    }

    private static double medianOfCausal(Footage footage, String video) {
        double[] causal = footage.expected("gate", video).get(Table.SCORES).stream()
                .mapToDouble(line -> Double.parseDouble(Csv.values(line).get(5)))
                .sorted()
                .toArray();
        return causal[causal.length / 2];
    }

    private ArchiveJob job(Footage footage, int slots, OptionalDouble stillTolerance) {
        return footage.job(output(), slots, 2, stillTolerance, Optional.of(Duration.ofMillis(5500)));
    }

    private Path output() {
        return folder.resolve("output");
    }
}
