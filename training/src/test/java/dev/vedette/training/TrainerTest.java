package dev.vedette.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.vedette.detection.Detector;
import dev.vedette.detection.Provenance.FootageDigest;
import dev.vedette.engine.onednn.Bfloat16;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import dev.vedette.model.NetworkConfig;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.scoring.UsualMotion;
import dev.vedette.training.footage.DrawnVideo;
import dev.vedette.training.recipe.Preset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learning on squares that wander over noise. */
class TrainerTest {
    private static final NetworkConfig SMALL = new NetworkConfig(64, 48, 8, 32, 16, 2, 2, 4, 2, 0.5);
    private static final long SEED = 7;

    @TempDir
    static Path folder;

    private static Detector unbroken;
    private static final List<ValidationPoint> VALIDATIONS = new ArrayList<>();

    @BeforeAll
    static void learnUnbroken() {
        unbroken = Trainer.train(footage(), config(1e-3), folder.resolve("unbroken"), false, new TrainingListener() {
            @Override
            public void validated(ValidationPoint point) {
                VALIDATIONS.add(point);
            }
        });
    }

    @Test
    void theSameSeedGivesTheSameDetector() {
        Detector again =
                Trainer.train(footage(), config(1e-3), folder.resolve("again"), false, new TrainingListener() {});
        assertSame(again);
    }

    @Test
    void goesOnAfterAnInterruptionInTheTeacherPhase() {
        interruptAndResume(Phase.TEACHER, 15);
    }

    @Test
    void goesOnAfterAnInterruptionInTheStudentPhase() {
        interruptAndResume(Phase.STUDENT, 7);
    }

    private static void interruptAndResume(Phase phase, int step) {
        Path run = folder.resolve("interrupted-" + phase);
        assertThatThrownBy(() -> Trainer.train(footage(), config(1e-3), run, false, new TrainingListener() {
                    @Override
                    public void step(Phase now, int done, int steps, double loss, double framesPerSecond) {
                        if (now == phase && done == step) {
                            throw new IllegalStateException("pulled the plug");
                        }
                    }
                }))
                .hasMessage("pulled the plug");
        List<Integer> starts = new ArrayList<>();
        Detector resumed = Trainer.train(footage(), config(1e-3), run, true, new TrainingListener() {
            @Override
            public void started(Phase now, int first, int steps) {
                starts.add(first);
            }
        });
        assertThat(starts.get(0)).as("step it went on from").isGreaterThan(0);
        assertSame(resumed);
    }

    @Test
    void aCheckpointOfOtherOptionsIsRefused() {
        assertThatThrownBy(() -> Trainer.train(
                        footage(), config(2e-3), folder.resolve("unbroken"), true, new TrainingListener() {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("other options");
    }

    @Test
    void aLossThatIsNotFiniteStopsWithWhatToTry() {
        assertThatThrownBy(() -> Trainer.train(
                        footage(),
                        config(1e-3).withSchedule(wild()),
                        folder.resolve("wild"),
                        false,
                        new TrainingListener() {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("step")
                .hasMessageContaining("--learning-rate");
    }

    @Test
    void numbersThatTheProcessorDoesNotComputeInAreRefusedBeforeAnythingIsRead() {
        assumeFalse(Bfloat16.pays(), "is faster in bfloat16");
        TrainingConfig config = config(1e-3);
        Path run = folder.resolve("refused");
        assertThatThrownBy(() -> Trainer.train(
                        footage(),
                        config.withCompute(new TrainingConfig.Compute(
                                1,
                                TrainingConfig.Precision.BFLOAT16,
                                config.compute().maxFrames())),
                        run,
                        false,
                        new TrainingListener() {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("AMX");
        assertThat(run).doesNotExist();
    }

    @Test
    void everyPhaseIsValidatedAndTheDetectorIsCalibrated() throws Exception {
        assertThat(VALIDATIONS).extracting(ValidationPoint::phase).contains(Phase.TEACHER, Phase.STUDENT);
        assertThat(VALIDATIONS).allMatch(point -> point.frameAuc() >= 0 && point.frameAuc() <= 1);
        assertThat(unbroken.calibration().threshold())
                .isGreaterThan(unbroken.calibration().meanNormal());
        assertThat(unbroken.provenance().footage()).hasSize(1);
        try (var files = Files.list(folder.resolve("unbroken"))) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsExactly("checkpoint.safetensors");
        }
    }

    /** Its anomaly map, which is shown nothing abnormal, could not tell; its errors can. */
    @Test
    void withoutSyntheticAnomaliesItIsStillSeenHowWellTheyAreTold() {
        TrainingConfig config = config(1e-3);
        TrainingConfig.Anomalies usual = config.anomalies();
        List<ValidationPoint> validations = new ArrayList<>();

        Trainer.train(
                footage(),
                config.withAnomalies(new TrainingConfig.Anomalies(
                        0, 0, usual.objects(), usual.flips(), usual.paperPasting(), usual.source(), usual.folder())),
                folder.resolve("nothing-abnormal"),
                false,
                new TrainingListener() {
                    @Override
                    public void validated(ValidationPoint point) {
                        validations.add(point);
                    }
                });

        for (Phase phase : Phase.values()) {
            assertThat(validations)
                    .filteredOn(point -> point.phase() == phase)
                    .as(phase + ", by chance 0.5")
                    .allMatch(point -> point.tokenAuc() > 0.8);
        }
    }

    /** 240 frames at 10 a second, of which 128 are kept. */
    @Test
    void whereOnlySomeFramesAreKeptTheThresholdIsFittedToAll() {
        TrainingConfig config = config(1e-3);
        List<Long> watched = new ArrayList<>();

        Detector detector = Trainer.train(
                footage(),
                config.withCompute(new TrainingConfig.Compute(1, TrainingConfig.Precision.FLOAT32, 128)),
                folder.resolve("thinned"),
                false,
                new TrainingListener() {
                    @Override
                    public void watching(long frames, long ofAll) {
                        watched.add(frames);
                        assertThat(ofAll).isEqualTo(240);
                    }
                });

        assertThat(watched).hasSize(240);
        assertThat(detector.provenance().facts()).containsEntry("hours of normal footage of the threshold", hours(24));
        assertThat(unbroken.provenance().facts().get("hours of normal footage of the threshold"))
                .as("held-out footage alone where all is kept: a fifth")
                .isEqualTo(hours(24 / 5.0));
    }

    private static String hours(double seconds) {
        return String.format(Locale.ROOT, "%.4f", seconds / 3600);
    }

    @Test
    void whatIsChosenAfterLearningDoesNotKeepARunFromGoingOn() {
        TrainingConfig config = config(1e-3);
        List<Integer> starts = new ArrayList<>();

        Detector other = Trainer.train(
                footage(),
                scoredBy(config.method().scoring().get(0), config),
                folder.resolve("unbroken"),
                true,
                new TrainingListener() {
                    @Override
                    public void started(Phase now, int first, int steps) {
                        starts.add(steps - first);
                    }
                });

        assertThat(starts).as("steps left to do").containsOnly(0);
        assertThat(other.calibration().smoothingFrames()).isEqualTo(20);
        unbroken.weights()
                .asMap()
                .forEach((name, tensor) ->
                        assertThat(other.weights().get(name).values()).as(name).containsExactly(tensor.values()));
    }

    /** 240 frames at 10 a second and 120 at 30; of each video a fifth is held out. */
    @Test
    void videosOfOtherFrameRatesCountByTheirOwn() {
        TrainingConfig config = config(1e-3);

        Detector detector = Trainer.train(
                List.of(
                        new DrawnVideo("squares", 10, 240, TrainerTest::draw),
                        new DrawnVideo("faster", 30, 120, TrainerTest::draw)),
                scoredBy(config.method().scoring().get(0), config)
                        .withSchedule(config.schedule().withSteps(2, 2)),
                folder.resolve("rates"),
                false,
                new TrainingListener() {});

        assertThat(detector.provenance().facts())
                .containsEntry("hours of normal footage of the threshold", hours(48 / 10.0 + 24 / 30.0));
        assertThat(detector.calibration().smoothingFrames())
                .as("2 seconds at the mean rate of the frames")
                .isCloseTo(2 * (240 * 10 + 120 * 30) / 360.0, within(1e-9));
    }

    @Test
    void aDetectorIsComparedByItsOwnScoringWhateverTheConfigurationHas() {
        TrainingConfig config = config(1e-3);
        ScoringRule displacement = unbroken.scoring().displacementAlone();

        double quality = quality(displacement, config);

        assertThat(quality(displacement, scoredBy(ScoringRule.paper(), config))).isEqualTo(quality);
        assertThat(quality(displacement.withUsual(UsualMotion.UNKNOWN), config))
                .as("of a detector to which other motion is usual")
                .isNotEqualTo(quality);
    }

    private static double quality(ScoringRule rule, TrainingConfig config) {
        return HeldOutTest.quality(unbroken.withScoring(rule), footage(), config, folder.resolve("compared"));
    }

    @Test
    void ofVeryManyVideosADetectorNamesSomeAndSumsUpTheRest() {
        List<FootageDigest> videos = IntStream.range(0, 1500)
                .mapToObj(i -> new FootageDigest("clip " + i, i, "digest " + i))
                .toList();
        List<FootageDigest> changed = new ArrayList<>(videos);
        changed.set(1499, new FootageDigest("clip 1499", 1499, "another digest"));

        List<FootageDigest> named = Trainer.named(videos);

        FootageDigest rest = named.get(1000);
        assertThat(named.subList(0, 1000)).isEqualTo(videos.subList(0, 1000));
        assertThat(named).hasSize(1001);
        assertThat(rest.name()).isEqualTo("and 500 more");
        assertThat(rest.frames()).isEqualTo(500 * (1000 + 1499) / 2);
        assertThat(rest.sha256()).matches("[0-9a-f]{64}");
        assertThat(Trainer.named(changed).get(1000).sha256()).isNotEqualTo(rest.sha256());
        assertThat(Trainer.named(videos.subList(0, 1000))).isEqualTo(videos.subList(0, 1000));
    }

    private static void assertSame(Detector other) {
        assertThat(other.scoring()).isEqualTo(unbroken.scoring());
        assertThat(other.calibration()).isEqualTo(unbroken.calibration());
        unbroken.weights()
                .asMap()
                .forEach((name, tensor) ->
                        assertThat(other.weights().get(name).values()).as(name).containsExactly(tensor.values()));
    }

    /** By one rule, smoothed over two seconds: nothing is left to choose. */
    private static TrainingConfig scoredBy(ScoringRule rule, TrainingConfig config) {
        TrainingConfig.Method method = config.method();
        return config.withMethod(new TrainingConfig.Method(
                method.motionWeighted(),
                method.anomalyWeight(),
                method.gridMasks(),
                method.dropout(),
                method.frozenStatistics(),
                List.of(rule),
                method.calibratedParts(),
                List.of(2.0),
                List.of(2.0),
                100));
    }

    private static TrainingConfig.Schedule wild() {
        return new TrainingConfig.Schedule(4, 40, 2, 1e30, java.util.Optional.empty(), 0, false);
    }

    static TrainingConfig config(double rate) {
        TrainingConfig standard = Preset.DEFAULT.config(SMALL, SEED);
        return standard.withSchedule(new TrainingConfig.Schedule(
                        4, 20, 10, rate, standard.schedule().crop(), 0.8, true))
                .withValidation(new TrainingConfig.Validation(0.2, 16, 2));
    }

    static List<Video> footage() {
        return List.of(new DrawnVideo("squares", 10, 240, TrainerTest::draw));
    }

    private static Image draw(int frame) {
        Random noise = new Random(frame);
        byte[] bgr = new byte[96 * 72 * 3];
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) (100 + noise.nextInt(6));
        }
        for (int square = 0; square < 3; square++) {
            int x = (frame * (1 + square) + 30 * square) % 116 - 20;
            int y = 10 + 20 * square;
            fill(bgr, x, y, 180 + 20 * square);
        }
        return new Image(96, 72, bgr);
    }

    private static void fill(byte[] bgr, int left, int top, int value) {
        for (int y = top; y < top + 14; y++) {
            for (int x = Math.max(0, left); x < Math.min(96, left + 10); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    bgr[(y * 96 + x) * 3 + channel] = (byte) (value - 8 * ((y - top) / 4));
                }
            }
        }
    }
}
