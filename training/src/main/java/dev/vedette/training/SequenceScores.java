package dev.vedette.training;

import dev.vedette.evaluation.RocCurve;
import dev.vedette.scoring.ScoredClip;
import dev.vedette.scoring.Smoothing;
import dev.vedette.training.synthetic.HeldOutSequences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Scores of the frames of held-out sequences, before any smoothing. */
final class SequenceScores {
    private final List<Scored> sequences = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent")
    private record Scored(List<ScoredClip> clips, boolean[] abnormal) {}

    SequenceScores(HeldOutSequences footage, HeldOutScores scores) {
        for (HeldOutSequences.Stretch stretch : footage.stretches()) {
            List<ScoredClip> normal = scores.of(stretch.firstClip(), stretch.clips());
            sequences.add(new Scored(normal, new boolean[normal.size()]));
            sequences.add(abnormal(normal, footage, stretch, scores));
        }
    }

    /** Clips are made twice, to see which show the anomaly and to score them: at many frames a second, memory would not hold all of a stretch. */
    private static Scored abnormal(
            List<ScoredClip> normal, HeldOutSequences footage, HeldOutSequences.Stretch stretch, HeldOutScores scores) {
        List<ScoredClip> clips = new ArrayList<>(normal);
        boolean[] abnormal = new boolean[clips.size()];
        int[] shown = IntStream.range(0, clips.size())
                .filter(number -> footage.abnormal(stretch, number).isPresent())
                .toArray();
        List<ScoredClip> scored = scores.score(
                shown.length, i -> footage.abnormal(stretch, shown[i]).orElseThrow());
        for (int i = 0; i < shown.length; i++) {
            clips.set(shown[i], scored.get(i));
            abnormal[shown[i]] = true;
        }
        return new Scored(clips, abnormal);
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
