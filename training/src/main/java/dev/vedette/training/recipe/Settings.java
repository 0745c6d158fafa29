package dev.vedette.training.recipe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.vedette.fault.JsonRecords;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Video;
import dev.vedette.model.NetworkConfig;
import dev.vedette.scoring.ScorePart;
import dev.vedette.scoring.ScorePart.Quantity;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.scoring.ScoringRule.Masking;
import dev.vedette.scoring.ScoringRule.Pooling;
import dev.vedette.training.TrainingConfig;
import dev.vedette.training.TrainingConfig.Anomalies;
import dev.vedette.training.TrainingConfig.Compute;
import dev.vedette.training.TrainingConfig.Method;
import dev.vedette.training.TrainingConfig.Precision;
import dev.vedette.training.TrainingConfig.Schedule;
import dev.vedette.training.TrainingConfig.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A preset and what is to be different from it; what is not given is the preset's.
 *
 * @param preset {@link Preset#DEFAULT} unless given
 * @param size of the network's frames, {@code 320x192}; to suit the footage unless given
 * @param patch side of a patch in pixels
 * @param maskRatio share of removed tokens, between 0 and 1
 * @param batch samples a step
 * @param teacherSteps steps of the first phase
 * @param studentSteps steps of the second phase
 * @param learningRate of AdamW, at its height
 * @param annealed warm-up and decay of the learning rate; otherwise constant
 * @param crops learning looks mostly at crops around motion; otherwise at whole frames
 * @param movingShare of samples that are made of clips in which something moves, 0..1; the others are made of any
 * @param motionWeighted tokens count by motion in the teacher's loss
 * @param anomalyWeight how much the anomaly channel counts against one colour channel
 * @param gridMasks masks keep the grid's order, as many tokens in every row
 * @param anomalies where the objects of synthetic anomalies come from: {@code own}, {@code cutouts:DIR} or {@code ubnormal:DIR}
 * @param share of samples with synthetic anomalies, 0..1
 * @param decoyShare of normal samples with objects that were put back unchanged, 0..1
 * @param paperPasting objects are pasted as the released code does it; otherwise blended
 * @param masking which masks a frame is shown under while it is scored
 * @param pooling from the tokens' scores to the frame's
 * @param score weights of the quantities that make up the score; otherwise chosen on held-out footage
 * @param smoothingSeconds over how long recorded scores are smoothed
 * @param causalSeconds over how long live scores are smoothed
 * @param falseAlarmsPerDay that the threshold is to allow
 * @param precision numbers that learning computes in
 * @param maxFrames most frames to learn from
 */
public record Settings(
        Optional<Preset> preset,
        Optional<String> size,
        Optional<Integer> patch,
        Optional<Double> maskRatio,
        Optional<Integer> batch,
        Optional<Integer> teacherSteps,
        Optional<Integer> studentSteps,
        Optional<Double> learningRate,
        Optional<Boolean> annealed,
        Optional<Boolean> crops,
        Optional<Double> movingShare,
        Optional<Boolean> motionWeighted,
        Optional<Double> anomalyWeight,
        Optional<Boolean> gridMasks,
        Optional<String> anomalies,
        Optional<Double> share,
        Optional<Double> decoyShare,
        Optional<Boolean> paperPasting,
        Optional<Masking> masking,
        Optional<Pooling> pooling,
        Optional<Map<Quantity, Double>> score,
        Optional<Double> smoothingSeconds,
        Optional<Double> causalSeconds,
        Optional<Double> falseAlarmsPerDay,
        Optional<Precision> precision,
        Optional<Integer> maxFrames) {
    static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private static final Set<Quantity> ERRORS = EnumSet.of(
            Quantity.RECONSTRUCTION_L1, Quantity.RECONSTRUCTION_L2, Quantity.DISCREPANCY_L1, Quantity.DISCREPANCY_L2);

    /**
     * @param byName some of the components; values that are null are not given
     * @throws VedetteException bad configuration, with all faults
     */
    public static Settings of(Map<String, ? extends @Nullable Object> byName) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>(byName);
        given.values().removeIf(value -> value == null);
        return of(JSON.valueToTree(given), "settings");
    }

    /** What {@link #toJson} gave. */
    public static Settings ofJson(String json) {
        try {
            return of(JSON.readTree(json), "settings");
        } catch (JsonProcessingException e) {
            throw VedetteException.internal("settings do not read", e);
        }
    }

    /** All that is given, as text for {@link #ofJson}. */
    public String toJson() {
        try {
            return JSON.copy()
                    .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT)
                    .writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw VedetteException.internal("settings do not become JSON", e);
        }
    }

    /** @param what to call them in messages */
    static Settings of(JsonNode byName, String what) {
        List<String> problems = JsonRecords.problems(JSON, byName, Settings.class);
        if (!problems.isEmpty()) {
            throw VedetteException.badConfiguration(what + ": " + String.join("; ", problems));
        }
        return JSON.convertValue(byName, Settings.class);
    }

    /**
     * What is to be learned.
     *
     * @param footage the first video to learn from; the network's size is made to suit it, where none is given
     * @param threads that compute; 0 for one for each core
     * @throws VedetteException bad configuration
     */
    public TrainingConfig config(Video footage, long seed, int threads) {
        Preset of = preset.orElse(Preset.DEFAULT);
        int side = patch.orElseGet(() -> of.patch(footage));
        if (side < 1) {
            throw VedetteException.badConfiguration("the patch is " + side + ", expected at least 1");
        }
        NetworkSize frame = size.map(NetworkSize::parse).orElseGet(() -> of.size(footage, side));
        TrainingConfig usual = of.config(of.network(frame, side), seed);
        Compute compute = usual.compute();
        return new TrainingConfig(
                usual.preset(),
                network(usual.network()),
                seed,
                schedule(usual.schedule()),
                method(usual.method()),
                anomalies(usual.anomalies()),
                usual.validation(),
                new Compute(threads, precision.orElse(compute.precision()), maxFrames.orElse(compute.maxFrames())));
    }

    private NetworkConfig network(NetworkConfig usual) {
        return maskRatio.map(usual::withMaskRatio).orElse(usual);
    }

    private Schedule schedule(Schedule usual) {
        return new Schedule(
                batch.orElse(usual.batch()),
                teacherSteps.orElse(usual.teacherSteps()),
                studentSteps.orElse(usual.studentSteps()),
                learningRate.orElse(usual.learningRate()),
                crops.map(wanted -> Optional.of(Schedule.CROP).filter(grid -> wanted))
                        .orElse(usual.crop()),
                movingShare.orElse(usual.movingShare()),
                annealed.orElse(usual.annealed()));
    }

    private Method method(Method usual) {
        return new Method(
                motionWeighted.orElse(usual.motionWeighted()),
                anomalyWeight.orElse(usual.anomalyWeight()),
                gridMasks.orElse(usual.gridMasks()),
                usual.dropout(),
                usual.frozenStatistics(),
                rules(usual.scoring()),
                usual.calibratedParts(),
                smoothingSeconds.map(List::of).orElse(usual.smoothingSeconds()),
                causalSeconds.map(List::of).orElse(usual.causalSeconds()),
                falseAlarmsPerDay.orElse(usual.falseAlarmsPerDay()));
    }

    private List<ScoringRule> rules(List<ScoringRule> usual) {
        List<ScoringRule> wanted = score.map(weights -> List.of(usual.get(0).withParts(parts(weights))))
                .orElse(usual);
        return wanted.stream()
                .map(rule -> {
                    Masking masks = masking.orElse(rule.masking());
                    return new ScoringRule(
                            rule.parts(),
                            pooling.orElse(rule.pooling()),
                            masks,
                            masks == Masking.COMPLEMENTARY ? rule.stillTolerance() : 0,
                            rule.usual());
                })
                .toList();
    }

    /** Errors count where something moves and parts where they exceed what is normal, as in the presets, except in the paper's. */
    private List<ScorePart> parts(Map<Quantity, Double> weights) {
        boolean byMotion = !preset.equals(Optional.of(Preset.PAPER));
        boolean excess = byMotion && weights.size() > 1;
        List<ScorePart> parts = new ArrayList<>();
        weights.forEach((quantity, weight) -> parts.add(new ScorePart(
                quantity, ScorePart.Tokens.ALL, weight, 0, 1, byMotion && ERRORS.contains(quantity), excess)));
        return parts;
    }

    private Anomalies anomalies(Anomalies usual) {
        Source source = anomalies.map(Settings::source).orElse(usual.source());
        Optional<Path> folder = anomalies.isPresent() ? anomalies.flatMap(Settings::folder) : usual.folder();
        return new Anomalies(
                share.orElse(usual.share()),
                decoyShare.orElse(usual.decoyShare()),
                usual.objects(),
                usual.flips(),
                paperPasting.orElse(usual.paperPasting()),
                source,
                folder);
    }

    private static Source source(String anomalies) {
        return switch (anomalies.split(":", 2)[0]) {
            case "own" -> Source.OWN;
            case "cutouts" -> Source.CUTOUTS;
            case "ubnormal" -> Source.UBNORMAL;
            default ->
                throw VedetteException.badConfiguration("the source of synthetic anomalies is " + anomalies
                        + ", expected own, cutouts:DIR or ubnormal:DIR");
        };
    }

    private static Optional<Path> folder(String anomalies) {
        String[] parts = anomalies.split(":", 2);
        return parts.length == 2 ? Optional.of(Path.of(parts[1])) : Optional.empty();
    }
}
