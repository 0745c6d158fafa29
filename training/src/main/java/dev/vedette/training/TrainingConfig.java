package dev.vedette.training;

import dev.vedette.engine.onednn.Bfloat16;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenGrid;
import dev.vedette.scoring.ScorePart;
import dev.vedette.scoring.ScorePart.Quantity;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.scoring.ScoringRule.Pooling;
import dev.vedette.scoring.UsualMotion;
import dev.vedette.training.footage.FootageSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that decides what is learned. Equal configurations and equal footage give equal detectors on one machine.
 *
 * @param preset name for the provenance
 * @param network shape of the network
 * @param seed of all random choices
 * @param schedule how long and how fast
 * @param method what the losses and masks are
 * @param anomalies where synthetic anomalies come from and how often
 * @param validation what is held out, and how it is used
 * @param compute what of the machine is used
 */
public record TrainingConfig(
        String preset,
        NetworkConfig network,
        long seed,
        Schedule schedule,
        Method method,
        Anomalies anomalies,
        Validation validation,
        Compute compute) {

    /** Share of each phase that sees crops, where crops are asked for. */
    private static final double CROPPED_SHARE = 0.6;

    /** Of smoothing, in seconds. */
    private static final double LONGEST_WIDTH = 60;

    /**
     * How long and how fast.
     *
     * @param batch samples a step
     * @param teacherSteps steps of the first phase
     * @param studentSteps steps of the second phase
     * @param learningRate of AdamW, at its height
     * @param crop tokens that a sample has, cut out where something moves or was pasted; empty for whole frames
     * @param movingShare of samples that are made of clips in which something moves, 0..1; the others are made of any
     * @param annealed warm-up over the first 5 % of a phase and a cosine decay to 1 % at its end; otherwise constant
     */
    public record Schedule(
            int batch,
            int teacherSteps,
            int studentSteps,
            double learningRate,
            Optional<TokenGrid> crop,
            double movingShare,
            boolean annealed) {
        /** Where crops are learned from, so large. */
        public static final TokenGrid CROP = new TokenGrid(12, 18);

        public Schedule {
            List<String> problems = new ArrayList<>();
            require(problems, "batch", batch, batch >= 1, "at least 1");
            require(problems, "teacherSteps", teacherSteps, teacherSteps >= 1, "at least 1");
            require(problems, "studentSteps", studentSteps, studentSteps >= 1, "at least 1");
            require(
                    problems,
                    "learningRate",
                    learningRate,
                    learningRate > 0 && Double.isFinite(learningRate),
                    "above 0");
            require(problems, "movingShare", movingShare, movingShare >= 0 && movingShare <= 1, "0 to 1");
            throwIfAny(problems);
        }

        public int steps(Phase phase) {
            return phase == Phase.TEACHER ? teacherSteps : studentSteps;
        }

        /** Learning rate of a step, counted from 0. */
        double rate(Phase phase, int step) {
            if (!annealed) {
                return learningRate;
            }
            double progress = (step + 1.0) / steps(phase);
            double warmUp = Math.min(1, progress / 0.05);
            return learningRate * warmUp * (0.01 + 0.99 * (1 + Math.cos(Math.PI * progress)) / 2);
        }

        /**
         * Size of the samples of a step. The last steps of a phase look at whole frames, so that attention and BatchNorm's
         * statistics are those that scoring will meet.
         */
        NetworkConfig view(NetworkConfig network, Phase phase, int step) {
            boolean cropped = step < steps(phase) * CROPPED_SHARE;
            return crop.filter(grid -> cropped)
                    .map(grid -> network.withFrame(
                            Math.min(network.frameWidth(), grid.columns() * network.patch()),
                            Math.min(network.frameHeight(), grid.rows() * network.patch())))
                    .orElse(network);
        }

        /** Samples of a step: as many as hold about as many tokens as a batch of crops. */
        int samples(NetworkConfig network, NetworkConfig view) {
            int tokens =
                    crop.map(grid -> Math.min(network.tokens(), grid.tokens())).orElse(network.tokens());
            return Math.max(1, Math.round((float) batch * tokens / view.tokens()));
        }

        public Schedule withSteps(int teacher, int student) {
            return new Schedule(batch, teacher, student, learningRate, crop, movingShare, annealed);
        }
    }

    /**
     * What the losses and masks are.
     *
     * @param motionWeighted tokens count by motion in the teacher's loss
     * @param anomalyWeight how much the anomaly channel counts against one colour channel; 1 in the paper
     * @param gridMasks masks keep the grid's order, as many tokens in every row; otherwise uniform and shuffled, as in the paper
     * @param dropout whether dropout drops
     * @param frozenStatistics the frozen parts keep their BatchNorm statistics in the student phase; the released code lets them drift
     * @param scoring rules to choose from on held-out footage, in order of preference where it cannot tell them apart; one means no choice
     * @param calibratedParts centre and scale of the rules' parts are taken from held-out normal footage
     * @param smoothingSeconds over how long recorded scores are smoothed, to choose from on held-out sequences; one means no choice
     * @param causalSeconds the same of live scores
     * @param falseAlarmsPerDay that the threshold is to allow on footage like that which was learned from
     */
    public record Method(
            boolean motionWeighted,
            double anomalyWeight,
            boolean gridMasks,
            boolean dropout,
            boolean frozenStatistics,
            List<ScoringRule> scoring,
            boolean calibratedParts,
            List<Double> smoothingSeconds,
            List<Double> causalSeconds,
            double falseAlarmsPerDay) {
        public Method {
            scoring = List.copyOf(scoring);
            List<String> problems = new ArrayList<>();
            require(problems, "anomalyWeight", anomalyWeight, anomalyWeight >= 0, "0 or more");
            require(problems, "scoring rules", scoring.size(), !scoring.isEmpty(), "at least 1");
            smoothingSeconds = List.copyOf(smoothingSeconds);
            causalSeconds = List.copyOf(causalSeconds);
            requireWidths(problems, "smoothingSeconds", smoothingSeconds);
            requireWidths(problems, "causalSeconds", causalSeconds);
            require(
                    problems,
                    "falseAlarmsPerDay",
                    falseAlarmsPerDay,
                    falseAlarmsPerDay > 0 && Double.isFinite(falseAlarmsPerDay),
                    "above 0");
            throwIfAny(problems);
        }
    }

    /** Where the objects of synthetic anomalies come from. */
    public enum Source {
        /** Moving things of the footage itself, put back changed. */
        OWN,
        /** A folder in UBnormal's layout. */
        UBNORMAL,
        /** A folder of PNG files with alpha. */
        CUTOUTS
    }

    /**
     * Synthetic anomalies.
     *
     * @param share probability that a sample gets anomalies, 0..1; 0.25 in the paper
     * @param decoyShare probability that a normal sample gets objects that were put back unchanged, 0..1; 0 in the paper
     * @param objects most objects in one sample, at least 1; 1 in the paper
     * @param flips samples are mirrored left to right half of the time
     * @param paperPasting objects are pasted as the released code does it; otherwise blended
     * @param source where objects come from
     * @param folder of the objects, which must be there, unless they are the footage's own
     */
    public record Anomalies(
            double share,
            double decoyShare,
            int objects,
            boolean flips,
            boolean paperPasting,
            Source source,
            Optional<Path> folder) {
        public Anomalies {
            List<String> problems = new ArrayList<>();
            require(problems, "share", share, share >= 0 && share <= 1, "between 0 and 1");
            require(problems, "decoyShare", decoyShare, decoyShare >= 0 && decoyShare <= 1, "between 0 and 1");
            require(problems, "objects", objects, objects >= 1, "at least 1");
            if (source != Source.OWN && folder.isEmpty()) {
                problems.add("objects from " + source + " need a folder");
            } else if (source != Source.OWN) {
                // Now, because it is read only after all of the footage was.
                folder.filter(place -> !Files.isDirectory(place) || !Files.isReadable(place))
                        .ifPresent(place -> problems.add(
                                "objects come from " + place + ", expected a folder that is there and can be read"));
            }
            throwIfAny(problems);
        }
    }

    /**
     * What is held out.
     *
     * @param share of the footage, above 0, at most a half
     * @param samples clips that every validation looks at: half normal, half with synthetic anomalies
     * @param times validations in each phase, at least 1
     */
    public record Validation(double share, int samples, int times) {
        public Validation {
            List<String> problems = new ArrayList<>();
            require(problems, "held-out share", share, share > 0 && share <= 0.5, "above 0, at most 0.5");
            require(problems, "validation samples", samples, samples >= 2, "at least 2");
            require(problems, "validations", times, times >= 1, "at least 1");
            throwIfAny(problems);
        }
    }

    /** In which numbers matrix products run while learning. */
    public enum Precision {
        /** bfloat16 where it is faster: on processors with a matrix unit (AMX), and on AMD's with bfloat16 instructions. */
        AUTO,
        FLOAT32,
        /** Refused on a processor where it is not faster. */
        BFLOAT16
    }

    /**
     * What of the machine is used.
     *
     * @param threads 0 for all cores
     * @param maxFrames of the footage that are kept for learning, at least {@link FootageSettings#LEAST_FRAMES}
     */
    public record Compute(int threads, Precision precision, int maxFrames) {
        public Compute {
            List<String> problems = new ArrayList<>();
            int least = FootageSettings.LEAST_FRAMES;
            require(problems, "threads", threads, threads >= 0, "0 (all cores) or more");
            require(problems, "maxFrames", maxFrames, maxFrames >= least, "at least " + least);
            throwIfAny(problems);
        }

        public int threadsToUse() {
            return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        }

        /** Whether matrix products are to run in bfloat16 on this machine. */
        public boolean bfloat16() {
            return precision != Precision.FLOAT32 && Bfloat16.pays();
        }

        /** @throws VedetteException device, where this processor does not compute in the numbers asked for */
        void requirePrecision() {
            if (precision == Precision.BFLOAT16 && !bfloat16()) {
                throw VedetteException.device(
                        "learning in bfloat16 needs a processor that is faster in it (Intel's with AMX, AMD's with AVX-512"
                                + " bfloat16), and this one is not: choose precision auto or float32",
                        null);
            }
        }
    }

    /**
     * What the learned weights depend on: equal for configurations that differ only in what is chosen after learning, or in how many threads
     * learn.
     */
    public TrainingConfig learning() {
        ScoringRule first = method.scoring().get(0);
        ScoringRule whatever = new ScoringRule(
                List.of(ScorePart.plain(Quantity.TEACHER_ANOMALY)),
                Pooling.PEAK,
                first.masking(),
                0,
                UsualMotion.UNKNOWN);
        Method learned = new Method(
                method.motionWeighted(),
                method.anomalyWeight(),
                method.gridMasks(),
                method.dropout(),
                method.frozenStatistics(),
                List.of(whatever),
                false,
                List.of(0.0),
                List.of(0.0),
                1);
        return withMethod(learned).withCompute(new Compute(0, compute.precision(), compute.maxFrames()));
    }

    /** Hexadecimal; equal where {@link #learning()} and the version of the code are. */
    public String learningHash() {
        return Identity.hash(Identity.version(), learning().toString()).substring(0, 12);
    }

    public TrainingConfig withNetwork(NetworkConfig other) {
        return new TrainingConfig(preset, other, seed, schedule, method, anomalies, validation, compute);
    }

    public TrainingConfig withSchedule(Schedule other) {
        return new TrainingConfig(preset, network, seed, other, method, anomalies, validation, compute);
    }

    public TrainingConfig withMethod(Method other) {
        return new TrainingConfig(preset, network, seed, schedule, other, anomalies, validation, compute);
    }

    public TrainingConfig withAnomalies(Anomalies other) {
        return new TrainingConfig(preset, network, seed, schedule, method, other, validation, compute);
    }

    public TrainingConfig withValidation(Validation other) {
        return new TrainingConfig(preset, network, seed, schedule, method, anomalies, other, compute);
    }

    public TrainingConfig withCompute(Compute other) {
        return new TrainingConfig(preset, network, seed, schedule, method, anomalies, validation, other);
    }

    private static void require(List<String> problems, String name, double value, boolean holds, String expected) {
        if (!holds) {
            problems.add(name + " is " + value + ", expected " + expected);
        }
    }

    private static void requireWidths(List<String> problems, String name, List<Double> widths) {
        require(problems, "number of " + name, widths.size(), !widths.isEmpty(), "at least 1");
        widths.forEach(
                width -> require(problems, name, width, width >= 0 && width <= LONGEST_WIDTH, "0 to " + LONGEST_WIDTH));
    }

    private static void throwIfAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw VedetteException.badConfiguration("training configuration: " + String.join("; ", problems));
        }
    }
}
