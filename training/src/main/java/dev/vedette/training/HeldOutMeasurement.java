package dev.vedette.training;

import dev.vedette.evaluation.RocCurve;
import dev.vedette.scoring.MeasuredClip;
import dev.vedette.scoring.ScoreMap;
import dev.vedette.scoring.ScoringRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a network gives for the held-out clips: measured once, judged by any rule.
 *
 * @param normal clips as they are
 * @param abnormal the same with synthetic anomalies
 * @param places of the anomalies, one for each abnormal clip
 */
record HeldOutMeasurement(List<MeasuredClip> normal, List<MeasuredClip> abnormal, List<TokenPlaces> places) {
    private static final int PARTS = 10;

    /**
     * The first rule whose frame and token AUC together are not below those of the best rule by more than their standard error (the
     * one-standard-error rule of Breiman et al., 1984): what cannot be told apart is left to the order of the rules.
     */
    ScoringRule chosen(List<ScoringRule> rules) {
        double[] qualities = rules.stream().mapToDouble(this::quality).toArray();
        int best = 0;
        for (int i = 1; i < qualities.length; i++) {
            best = qualities[i] > qualities[best] ? i : best;
        }
        double least = qualities[best] - error(rules.get(best));
        int chosen = 0;
        while (qualities[chosen] < least) {
            chosen++;
        }
        return rules.get(chosen);
    }

    private double quality(ScoringRule rule) {
        return frameAuc(rule) + tokenAuc(rule);
    }

    /** Standard error of the quality, by how much it differs between tenths of the footage. */
    private double error(ScoringRule rule) {
        int parts = Math.min(PARTS, normal.size());
        double[] qualities = IntStream.range(0, parts)
                .mapToDouble(part -> part(part * normal.size() / parts, (part + 1) * normal.size() / parts)
                        .quality(rule))
                .toArray();
        double mean = Arrays.stream(qualities).average().orElseThrow();
        double squares = Arrays.stream(qualities)
                .map(quality -> (quality - mean) * (quality - mean))
                .sum();
        return parts < 2 ? 0 : Math.sqrt(squares / (parts - 1) / parts);
    }

    private HeldOutMeasurement part(int from, int to) {
        return new HeldOutMeasurement(normal.subList(from, to), abnormal.subList(from, to), places.subList(from, to));
    }

    /** How well clips with anomalies are told from those without. */
    double frameAuc(ScoringRule rule) {
        double[] scores = Stream.concat(normal.stream(), abnormal.stream())
                .mapToDouble(clip -> clip.score(rule).score())
                .toArray();
        boolean[] labels = new boolean[scores.length];
        Arrays.fill(labels, normal.size(), labels.length, true);
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
