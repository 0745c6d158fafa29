package dev.vedette.server.learning;

import dev.vedette.detection.ThresholdFit;
import dev.vedette.fault.AtomicFile;
import dev.vedette.fault.VedetteException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Causal scores that a detector gives normal footage of its camera that it did not learn from. They tell how rare a score is, and which threshold allows how many
 * false alarms. Thread-safe.
 */
final class NormalScores {
    private static final int MAGIC = 0x56_4e_53_31;
    private static final int MOST = 10_000_000;
    private static final double DAYS_A_YEAR = 365;
    private static final double MOST_A_DAY = 2000;
    private static final int LEVELS = 40;
    private static final double LOWEST_FRAME_RATE = 1.0 / Duration.ofDays(1).toSeconds();
    private static final double HIGHEST_FRAME_RATE = 1000;

    private final double frameRate;
    private final List<double[]> stretches;
    private final ThresholdFit fit = new ThresholdFit();
    private final List<Level> levels = new ArrayList<>();

    /** A score, and how many events a day normal footage gives that are as high. */
    private record Level(double threshold, double alarmsPerDay) {}

    NormalScores(double frameRate, List<double[]> stretches) {
        this.frameRate = frameRate;
        this.stretches = List.copyOf(stretches);
        stretches.forEach(scores -> fit.add(scores, frameRate));
    }

    /** The threshold for so many false alarms a day, or as few as the footage can promise. */
    synchronized ThresholdFit.Promise promise(double alarmsPerDay) {
        return fit.promise(alarmsPerDay);
    }

    /**
     * Days in which normal footage gives one event as high as a score: 1 is once a day. Not rarer than the footage tells of; at most
     * a year.
     */
    synchronized double days(double score) {
        if (levels.isEmpty()) {
            findLevels();
        }
        int above = 0;
        while (above < levels.size() && levels.get(above).threshold() < score) {
            above++;
        }
        if (above == 0 || above == levels.size()) {
            return 1 / levels.get(Math.max(0, above - 1)).alarmsPerDay();
        }
        Level low = levels.get(above - 1);
        Level high = levels.get(above);
        double share = (score - low.threshold()) / (high.threshold() - low.threshold());
        return 1 / (low.alarmsPerDay() * Math.pow(high.alarmsPerDay() / low.alarmsPerDay(), share));
    }

    /** From often to seldom, as far as the footage tells; found once, because each takes a look at all scores. */
    private void findLevels() {
        double step = Math.pow(1 / (MOST_A_DAY * DAYS_A_YEAR), 1.0 / (LEVELS - 1));
        double rate = MOST_A_DAY;
        for (int i = 0; i < LEVELS; i++, rate *= step) {
            ThresholdFit.Promise promise = fit.promise(rate);
            if (levels.isEmpty()
                    || promise.threshold() > levels.get(levels.size() - 1).threshold()) {
                levels.add(new Level(promise.threshold(), promise.falseAlarmsPerDay()));
            }
            if (promise.falseAlarmsPerDay() > rate * 1.001) {
                return; // No fewer can be promised.
            }
        }
    }

    /** Writes them whole or not at all. */
    void write(Path file) {
        AtomicFile.write(file, out -> {
            DataOutputStream data = new DataOutputStream(out);
            data.writeInt(MAGIC);
            data.writeDouble(frameRate);
            data.writeInt(stretches.size());
            for (double[] scores : stretches) {
                data.writeInt(scores.length);
                for (double score : scores) {
                    data.writeFloat((float) score);
                }
            }
            data.flush();
        });
    }

    /** Reads them; empty when there is no such file or it is no sound file of scores, because a watch goes on without. */
    static Optional<NormalScores> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (DataInputStream data = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (data.readInt() != MAGIC) {
                return Optional.empty();
            }
            double rate = data.readDouble();
            int count = data.readInt();
            List<double[]> stretches = new ArrayList<>();
            long left = Math.min(MOST, Files.size(file) / Float.BYTES);
            for (int i = 0; i < count; i++) {
                int length = data.readInt();
                left -= length;
                if (length < 0 || left < 0) {
                    return Optional.empty();
                }
                double[] scores = new double[length];
                for (int j = 0; j < length; j++) {
                    scores[j] = data.readFloat();
                }
                stretches.add(scores);
            }
            return isSound(rate, stretches) ? Optional.of(new NormalScores(rate, stretches)) : Optional.empty();
        } catch (EOFException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw VedetteException.badInput("cannot read " + file + " (" + e.getMessage() + ")", e);
        }
    }

    private static boolean isSound(double rate, List<double[]> stretches) {
        List<double[]> scored =
                stretches.stream().filter(scores -> scores.length > 0).toList();
        return rate >= LOWEST_FRAME_RATE
                && rate <= HIGHEST_FRAME_RATE
                && !scored.isEmpty()
                && scored.stream().flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
    }
}
