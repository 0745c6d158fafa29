package dev.vedette.cli.report;

import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.detection.AnomalyEvent;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** The curve of a video's scores with threshold, events and what is known of the truth, as SVG; colours come from the page. */
final class ScoreChart {
    static final int WIDTH = 1000;
    static final int HEIGHT = 260;
    static final int LEFT = 56;
    static final int RIGHT = 12;
    private static final int TOP = 14;
    private static final int BOTTOM = 34;
    private static final int LANE = 12;
    private static final int MOST_STEPS = 2000;

    private final ScoredVideo scored;
    private final double threshold;
    private final List<KnownEvent> known;
    private final Envelope envelope;
    private final Axis time;
    private final Axis score;
    private final StringBuilder svg = new StringBuilder();

    ScoreChart(ScoredVideo scored, double threshold, List<KnownEvent> known) {
        this.scored = scored;
        this.threshold = threshold;
        this.known = known;
        envelope = Envelope.of(scored.seconds(), scored.raw(), scored.smoothed(), scored.causal(), MOST_STEPS);
        double start = scored.seconds()[0];
        time = new Axis(start, start + scored.length(), LEFT, WIDTH - RIGHT);
        double least = least(scored.smoothed(), scored.causal());
        double most = most(scored.smoothed(), scored.causal());
        double low = alarms() ? Math.min(least, threshold) : least;
        double high = alarms() ? Math.max(most, threshold) : most;
        double margin = Math.max((high - low) * 0.06, 1e-9);
        score = new Axis(low - margin, high + margin, HEIGHT - BOTTOM - lanes(), TOP);
    }

    private int lanes() {
        return known.isEmpty() ? 0 : LANE + 4;
    }

    /** The steps behind the curve, for reading values off it. */
    Envelope envelope() {
        return envelope;
    }

    String svg() {
        append(
                "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Scores of %s over time\">",
                WIDTH, HEIGHT, Html.escape(scored.video().name()));
        grid();
        events();
        curve("raw", envelope.raw());
        curve("smoothed", envelope.smoothed());
        curve("causal", envelope.causal());
        if (alarms()) {
            thresholdLine();
        }
        knownEvents();
        append(
                "<line class=\"cursor\" x1=\"0\" x2=\"0\" y1=\"%d\" y2=\"%d\" visibility=\"hidden\"/></svg>",
                TOP, HEIGHT - BOTTOM);
        return svg.toString();
    }

    private boolean alarms() {
        return threshold < Double.MAX_VALUE;
    }

    private void thresholdLine() {
        append(
                "<line class=\"threshold\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
                LEFT, WIDTH - RIGHT, score.at(threshold), score.at(threshold));
        append(
                "<text class=\"threshold-label\" x=\"%d\" y=\"%.1f\">threshold</text>",
                WIDTH - RIGHT - 4, score.at(threshold) - 4);
    }

    private void grid() {
        for (double tick : score.ticks(5)) {
            append(
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
                    LEFT, WIDTH - RIGHT, score.at(tick), score.at(tick));
            append(
                    "<text class=\"tick end\" x=\"%d\" y=\"%.1f\">%s</text>",
                    LEFT - 6, score.at(tick) + 4, Figures.tick(tick));
        }
        for (double tick : time.timeTicks(10)) {
            append(
                    "<text class=\"tick middle\" x=\"%.1f\" y=\"%d\">%s</text>",
                    time.at(tick), HEIGHT - 12, wholeSeconds(tick));
            append(
                    "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                    time.at(tick), time.at(tick), HEIGHT - BOTTOM, HEIGHT - BOTTOM + 4);
        }
        append(
                "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
                LEFT, WIDTH - RIGHT, HEIGHT - BOTTOM, HEIGHT - BOTTOM);
    }

    private void events() {
        int number = 1;
        for (AnomalyEvent event : scored.events()) {
            double from = time.at(event.start().toNanos() / 1e9);
            double to = time.at(event.end().toNanos() / 1e9 + 1 / scored.video().frameRate());
            append(
                    "<rect class=\"event\" data-event=\"%d\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                    number++, from, TOP, Math.max(1.5, to - from), HEIGHT - BOTTOM - lanes() - TOP);
        }
    }

    private void knownEvents() {
        int y = HEIGHT - BOTTOM - LANE;
        for (KnownEvent event : known) {
            double from = time.at(secondsOf(event.firstFrame()));
            double to =
                    time.at(secondsOf(event.lastFrame()) + 1 / scored.video().frameRate());
            append(
                    "<rect class=\"known\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s</title></rect>",
                    from, y, Math.max(1.5, to - from), LANE - 2, Html.escape(event.label()));
            append(
                    "<text class=\"known-label\" x=\"%.1f\" y=\"%d\">%s</text>",
                    from + 3, y + LANE - 4, Html.escape(event.label()));
        }
    }

    private double secondsOf(long frame) {
        return scored.seconds()[(int) Math.min(frame, scored.frames() - 1L)];
    }

    private void curve(String kind, double[] values) {
        append("<path class=\"%s\" d=\"", kind);
        for (int i = 0; i < values.length; i++) {
            append(
                    "%s%.1f %.1f",
                    i == 0 ? "M" : "L",
                    time.at(envelope.seconds()[i]),
                    Math.max(TOP, Math.min(score.from(), score.at(values[i]))));
        }
        append("\"/>");
    }

    private static String wholeSeconds(double seconds) {
        String time = Figures.time(seconds);
        return time.substring(0, time.length() - 2);
    }

    private static double least(double[] a, double[] b) {
        return DoubleStream.concat(DoubleStream.of(a), DoubleStream.of(b)).min().orElse(0);
    }

    private static double most(double[] a, double[] b) {
        return DoubleStream.concat(DoubleStream.of(a), DoubleStream.of(b)).max().orElse(1);
    }

    private void append(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
