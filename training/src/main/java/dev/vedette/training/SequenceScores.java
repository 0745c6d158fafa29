package dev.vedette.training;

import dev.vedette.evaluation.RocCurve;
import dev.vedette.frame.Clip;
import dev.vedette.scoring.ClipScorer;
import dev.vedette.scoring.ScoredClip;
import dev.vedette.scoring.Smoothing;
import dev.vedette.training.synthetic.HeldOutSequences;
import dev.vedette.training.synthetic.HeldOutSequences.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Scores of the frames of held-out sequences, before any smoothing. */
final class SequenceScores {
    private static final int CLIPS_AT_ONCE = 16;

    private final List<Scored> sequences = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent")
    private record Scored(List<ScoredClip> clips, boolean[] abnormal) {}

    SequenceScores(HeldOutSequences footage, ClipScorer scorer) {
        for (int i = 0; i < footage.size(); i++) {
            add(footage.normal(i), scorer);
            add(footage.abnormal(i), scorer);
        }
    }

    private void add(Sequence sequence, ClipScorer scorer) {
        List<Clip> clips = sequence.clips();
        sequences.add(new Scored(raw(clips.size(), clips::get, scorer), sequence.abnormal()));
    }

    /** Clips 0 to {@code count − 1}, before any smoothing. */
    static List<ScoredClip> raw(int count, IntFunction<Clip> clips, ClipScorer scorer) {
        List<ScoredClip> scored = new ArrayList<>(count);
        for (int first = 0; first < count; first += CLIPS_AT_ONCE) {
            List<Clip> some = IntStream.range(first, Math.min(count, first + CLIPS_AT_ONCE))
                    .mapToObj(clips)
                    .toList();
            scored.addAll(scorer.score(some));
        }
        return scored;
    }

    /** Scores of frames that follow upon each other, smoothed backwards only. */
    static double[] causal(List<ScoredClip> clips, Smoothing smoothing) {
        Smoothing.Stream stream = smoothing.stream(Smoothing.Memory.NOTHING);
        return clips.stream().mapToDouble(stream::next).toArray();
    }

    /** Scores of frames that follow upon each other, smoothed both ways. */
    static double[] recorded(List<ScoredClip> clips, Smoothing smoothing) {
        double[] raw = clips.stream().mapToDouble(ScoredClip::score).toArray();
        return smoothing.recording(raw, i -> clips.get(i).map());
    }

    /** How well frames with an anomaly are told from those without, once scores are smoothed; 0.5 where there are no sequences. */
    double auc(Function<List<ScoredClip>, double[]> smoothing) {
        double[] scores = sequences.stream()
                .flatMapToDouble(one -> Arrays.stream(smoothing.apply(one.clips)))
                .toArray();
        boolean[] labels = new boolean[scores.length];
        int at = 0;
        for (Scored one : sequences) {
            System.arraycopy(one.abnormal, 0, labels, at, one.abnormal.length);
            at += one.abnormal.length;
        }
        return RocCurve.of(scores, labels).map(RocCurve::area).orElse(0.5);
    }

    /** How many anomalies passed. */
    long anomalies() {
        return sequences.stream().filter(SequenceScores::isAbnormal).count();
    }

    /** How many of them raise an alarm while they are in the picture. */
    long found(Smoothing causal, double threshold) {
        return sequences.stream()
                .filter(one -> alarms(causal(one.clips, causal), one.abnormal, threshold))
                .count();
    }

    private static boolean isAbnormal(Scored one) {
        for (boolean abnormal : one.abnormal) {
            if (abnormal) {
                return true;
            }
        }
        return false;
    }

    private static boolean alarms(double[] causal, boolean[] abnormal, double threshold) {
        for (int i = 0; i < causal.length; i++) {
            if (abnormal[i] && causal[i] > threshold) {
                return true;
            }
        }
        return false;
    }
}
