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
    /**
     * The first rule whose frame and token AUC together are not below those of the best rule by more than the standard error of the latter's
     * frame AUC (the one-standard-error rule of Breiman et al., 1984): what cannot be told apart is left to the order of the rules.
     */
    ScoringRule chosen(List<ScoringRule> rules) {
        double[] qualities = rules.stream()
                .mapToDouble(rule -> frameAuc(rule) + tokenAuc(rule))
                .toArray();
        int best = 0;
        for (int i = 1; i < qualities.length; i++) {
            best = qualities[i] > qualities[best] ? i : best;
        }
        double least = qualities[best] - frameAucError(rules.get(best));
        int chosen = 0;
        while (qualities[chosen] < least) {
            chosen++;
        }
        return rules.get(chosen);
    }

    /** How well clips with anomalies are told from those without. */
    double frameAuc(ScoringRule rule) {
        double[] scores = Stream.concat(normal.stream(), abnormal.stream())
                .mapToDouble(clip -> clip.score(rule).score())
                .toArray();
        boolean[] labels = new boolean[scores.length];
        java.util.Arrays.fill(labels, normal.size(), labels.length, true);
        return area(scores, labels);
    }

    /** Standard error of {@link #frameAuc} (Hanley and McNeil 1982). */
    private double frameAucError(ScoringRule rule) {
        double auc = frameAuc(rule);
        double positive = auc / (2 - auc) - auc * auc;
        double negative = 2 * auc * auc / (1 + auc) - auc * auc;
        int n = normal.size();
        int m = abnormal.size();
        return Math.sqrt((auc * (1 - auc) + (m - 1) * positive + (n - 1) * negative) / ((double) n * m));
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
