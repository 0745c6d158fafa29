package dev.vedette.training;

import dev.vedette.evaluation.RocCurve;
import dev.vedette.scoring.MeasuredClip;
import dev.vedette.scoring.ScoreMap;
import dev.vedette.scoring.ScoringRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a network gives for the held-out clips: measured once, judged by any rule.
 *
 * @param normal clips as they are
 * @param abnormal the same with synthetic anomalies
 * @param places of the anomalies, one for each abnormal clip
 */
record HeldOutMeasurement(List<MeasuredClip> normal, List<MeasuredClip> abnormal, List<TokenPlaces> places) {
    /** How well clips with anomalies are told from those without. */
    double frameAuc(ScoringRule rule) {
        double[] scores = Stream.concat(normal.stream(), abnormal.stream())
                .mapToDouble(clip -> clip.score(rule).score())
                .toArray();
        boolean[] labels = new boolean[scores.length];
        java.util.Arrays.fill(labels, normal.size(), labels.length, true);
        return area(scores, labels);
    }

    /** How well tokens that an anomaly covers are told from those that it does not touch, in clips with anomalies. */
    double tokenAuc(ScoringRule rule) {
        List<Double> scores = new ArrayList<>();
        List<Boolean> labels = new ArrayList<>();
        for (int i = 0; i < abnormal.size(); i++) {
            ScoreMap map = abnormal.get(i).map(rule);
            TokenPlaces place = places.get(i);
            for (int token = 0; token < map.values().length; token++) {
                if (place.covered(token) || place.free(token)) {
                    scores.add((double) map.values()[token]);
                    labels.add(place.covered(token));
                }
            }
        }
        boolean[] abnormalTokens = new boolean[labels.size()];
        for (int i = 0; i < abnormalTokens.length; i++) {
            abnormalTokens[i] = labels.get(i);
        }
        return area(scores.stream().mapToDouble(Double::doubleValue).toArray(), abnormalTokens);
    }

    private static double area(double[] scores, boolean[] labels) {
        return RocCurve.of(scores, labels).map(RocCurve::area).orElse(0.5);
    }
}
