package dev.vedette.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Box;
import dev.vedette.model.TokenGrid;
import dev.vedette.scoring.ScoreMap;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final EvaluationOptions ALARM_AT_HALF =
            EvaluationOptions.defaults().withThreshold(0.5).withAlarmGap(Duration.ofSeconds(1));

    @Test
    void countsAlarmsAndDelays() {
        // Two frames a second, so alarms two frames apart are one event.
        String labels = "........####......####..........";
        String scores = "#.#........##.#................#";
        AlarmLevel alarms = report(2, labels, scores).alarms().orElseThrow();
        assertThat(alarms.events()).isEqualTo(3);
        assertThat(alarms.falseAlarms()).isEqualTo(2);
        assertThat(alarms.eventPrecision()).hasValue(1 / 3.0);
        assertThat(alarms.normalHours()).isEqualTo(12 / 3600.0);
        assertThat(alarms.falseAlarmsPerHour().orElseThrow()).isCloseTo(600, within(1e-9));
        assertThat(alarms.stretches()).isEqualTo(2);
        assertThat(alarms.missedStretches()).isEqualTo(1);
        assertThat(alarms.delayFrames().mean()).hasValue(3);
        assertThat(alarms.delaySeconds().longest()).hasValue(1.5);
        assertThat(alarms.truePositiveRate()).hasValue(1 / 8.0);
        assertThat(alarms.falsePositiveRate()).hasValue(5 / 24.0);
    }

    @Test
    void anAlarmAMomentEarlyIsRightButOneOnAllAlongIsFalse() {
        AlarmLevel early = report(2, "......####", ".....#####").alarms().orElseThrow();
        assertThat(early.falseAlarms()).isZero();
        assertThat(early.delayFrames().median()).hasValue(0);
        AlarmLevel always = report(2, "......####", "##########").alarms().orElseThrow();
        assertThat(always.falseAlarms()).isEqualTo(1);
        assertThat(always.missedStretches()).isZero();
    }

    @Test
    void alarmsCanComeFromOtherScoresThanTheFrameCriteria() {
        Evaluation evaluation = new Evaluation(ALARM_AT_HALF);
        evaluation.add(video("01", 2, "..##", "..##").withAlarmScores(new double[] {0, 0, 0, 1}));
        EvaluationReport report = evaluation.report();
        assertThat(report.asTheyAre().microAuc()).hasValue(1);
        assertThat(report.alarms().orElseThrow().delayFrames().mean()).hasValue(1);
    }

    @Test
    void tokenMapsAreBroughtToTheSizeOfMaskAndFrame() {
        TokenGrid grid = new TokenGrid(2, 4);
        ScoreMap map = new ScoreMap(grid, new float[] {0, 0, 0, 1, 0, 0, 0, 1});
        assertThat(ScoredRegion.of(7, map, 80, 20)).containsExactly(new ScoredRegion(7, new Box(60, 0, 79, 19), 1));
        assertThat(MapToPixels.resize(map, 8, 1)).containsExactly(0, 0, 0, 0, 0, 0.25f, 0.75f, 1);
        assertThat(MapToPixels.resize(map, 4, 2)).containsExactly(map.values());
    }

    @Test
    void withoutNormalFootageThereAreNoFalseAlarmsPerHour() {
        AlarmLevel alarms = report(25, "####", "....").alarms().orElseThrow();
        assertThat(alarms.falseAlarmsPerHour()).isEmpty();
        assertThat(alarms.eventPrecision()).isEmpty();
        assertThat(alarms.delayFrames().mean()).isEmpty();
        assertThat(alarms.missedStretches()).isEqualTo(1);
    }

    @Test
    void pixelAreaAgreesWithTheExactOne() {
        Random random = new Random(3);
        Evaluation evaluation = new Evaluation(EvaluationOptions.defaults());
        evaluation.add(video("01", 25, "#.", "#."));
        double[] all = new double[2 * 60 * 40];
        boolean[] labels = new boolean[all.length];
        for (int frame = 0; frame < 2; frame++) {
            PixelMask mask = PixelMask.normal(60, 40);
            float[] scores = new float[60 * 40];
            for (int i = 0; i < scores.length; i++) {
                mask.abnormal()[i] = frame == 0 && i % 60 < 20;
                scores[i] = (float) (random.nextGaussian() + (mask.abnormal()[i] ? 1 : 0));
                all[frame * scores.length + i] = scores[i];
                labels[frame * scores.length + i] = mask.abnormal()[i];
            }
            evaluation.addPixels(scores, mask);
        }
        PixelLevel pixels = evaluation.report().pixels().orElseThrow();
        double exact = RocCurve.of(all, labels).orElseThrow().area();
        assertThat(pixels.microAuc().orElseThrow()).isCloseTo(exact, within(1e-3));
        assertThat(pixels.frames()).isEqualTo(2);
        assertThat(pixels.abnormalFrames()).isEqualTo(1);
        assertThat(pixels.abnormalPixels()).isCloseTo(1 / 6.0, within(1e-12));
    }

    @Test
    void anAbnormalFrameIsFoundOnceTwoFifthsOfItsPixelsAre() {
        assertThat(criterion(new float[] {9, 9, 1, 1, 1}, new float[] {5, 0, 0, 0, 0}))
                .isEqualTo(1);
        assertThat(criterion(new float[] {9, 1, 1, 1, 1}, new float[] {5, 0, 0, 0, 0}))
                .isEqualTo(0);
    }

    private static double criterion(float[] abnormalFrame, float[] normalFrame) {
        Evaluation evaluation = new Evaluation(EvaluationOptions.defaults());
        evaluation.add(video("01", 25, "#.", "#."));
        PixelMask abnormal = PixelMask.normal(5, 1);
        Arrays.fill(abnormal.abnormal(), true);
        evaluation.addPixels(abnormalFrame, abnormal);
        evaluation.addPixels(normalFrame, PixelMask.normal(5, 1));
        return evaluation.report().pixels().orElseThrow().criterionAuc().orElseThrow();
    }

    @Test
    void theReportIsPlainJson() {
        Evaluation evaluation = new Evaluation(ALARM_AT_HALF);
        Box box = new Box(1, 2, 3, 4);
        evaluation.add(video("01", 25, "..##", "..##")
                .withRegions(
                        RegionTruth.TRACK_FILES,
                        List.of(new Track(0, List.of(new Track.Region(2, box)))),
                        List.of(new ScoredRegion(2, box, 0.9))));
        JsonNode json = new ObjectMapper().registerModule(new Jdk8Module()).valueToTree(evaluation.report());
        assertThat(json.at("/asTheyAre/microAuc").doubleValue()).isEqualTo(1);
        assertThat(json.at("/minMaxPerVideo/macroAuc").doubleValue()).isEqualTo(1);
        assertThat(json.at("/regions/truth/0").textValue()).isEqualTo("TRACK_FILES");
        assertThat(json.at("/regions/rbdc").doubleValue()).isEqualTo(1);
        assertThat(json.at("/alarms/delayFrames/mean").doubleValue()).isZero();
        assertThat(json.at("/pixels").isNull()).isTrue();
        assertThat(json.at("/perVideo/0/name").textValue()).isEqualTo("01");
        assertThat(json.toString()).doesNotContain("Infinity").doesNotContain("NaN");
    }

    @Test
    void labelsThatDoNotMatchTheFramesAreNamed() {
        assertThatThrownBy(() -> new VideoResult("07", 25, new boolean[120], new double[118]))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("07")
                .hasMessageContaining("120 labels")
                .hasMessageContaining("118 scored frames");
    }

    @Test
    void unusableVideosAreNamed() {
        assertThatThrownBy(() -> new VideoResult("07", 25, new boolean[0], new double[0]))
                .hasMessageContaining("video 07 has no frames");
        assertThatThrownBy(() -> new VideoResult("07", 0, new boolean[1], new double[1]))
                .hasMessageContaining("frame rate of 0.0");
        assertThatThrownBy(() -> new VideoResult("07", 25, new boolean[1], new double[] {Double.NaN}))
                .hasMessageContaining("NaN at frame 0");
        Evaluation evaluation = new Evaluation(EvaluationOptions.defaults());
        assertThatThrownBy(evaluation::report).isInstanceOf(VedetteException.class);
        evaluation.add(video("07", 25, "#.", "#."));
        assertThatThrownBy(() -> evaluation.add(video("07", 25, "#.", "#."))).hasMessageContaining("07 came twice");
    }

    private static EvaluationReport report(double frameRate, String labels, String scores) {
        Evaluation evaluation = new Evaluation(ALARM_AT_HALF);
        evaluation.add(video("01", frameRate, labels, scores));
        return evaluation.report();
    }

    private static VideoResult video(String name, double frameRate, String labels, String scores) {
        boolean[] truth = new boolean[labels.length()];
        double[] values = new double[scores.length()];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = labels.charAt(i) == '#';
            values[i] = scores.charAt(i) == '#' ? 0.6 : 0.5;
        }
        return new VideoResult(name, frameRate, truth, values);
    }
}
