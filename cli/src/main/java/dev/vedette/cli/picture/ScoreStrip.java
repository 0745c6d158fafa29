package dev.vedette.cli.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The strip below an overlay video: causal scores around now with the threshold, alarms in red. Shows half a minute; of that,
 * two thirds are past.
 */
public final class ScoreStrip {
    private static final double WINDOW_SECONDS = 30;
    private static final Color GROUND = new Color(18, 22, 28);
    private static final Color AHEAD = new Color(90, 100, 112);
    private static final Color CURVE = new Color(88, 166, 255);
    private static final Color ALARM = new Color(255, 90, 90);
    private static final Color THRESHOLD = new Color(227, 179, 65);
    private static final Color TEXT = new Color(235, 238, 242);

    private final double[] seconds;
    private final double[] causal;
    private final boolean[] alarm;
    private final double threshold;
    private final double low;
    private final double high;

    public ScoreStrip(double[] seconds, double[] causal, boolean[] alarm, double threshold) {
        this.seconds = seconds;
        this.causal = causal;
        this.alarm = alarm;
        this.threshold = threshold;
        double reach = threshold < Double.MAX_VALUE ? threshold : causal[0];
        double least = Math.min(reach, DoubleStream.of(causal).min().orElse(0));
        double most = Math.max(reach, DoubleStream.of(causal).max().orElse(1));
        low = least - 0.08 * (most - least) - 1e-9;
        high = most + 0.15 * (most - least) + 1e-9;
    }

    /** Draws the strip of one frame into the rows from {@code top} to the end of the canvas. */
    public void draw(Canvas canvas, int top, int frame) {
        Graphics2D graphics = canvas.graphics();
        int width = canvas.width();
        int height = canvas.height() - top;
        graphics.setColor(GROUND);
        graphics.fillRect(0, top, width, height);
        Window window = window(frame, width, top, height);
        alarms(graphics, window, top, height);
        graphics.setColor(THRESHOLD);
        graphics.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {5, 4}, 0));
        graphics.draw(new Line2D.Double(0, window.y(threshold), width, window.y(threshold)));
        curve(graphics, window, window.first, frame, CURVE, 2);
        curve(graphics, window, frame, window.last, AHEAD, 1.2f);
        graphics.setStroke(new BasicStroke(1));
        graphics.setColor(TEXT);
        graphics.draw(new Line2D.Double(window.x(frame), top, window.x(frame), top + height));
        int size = Math.max(11, height / 6);
        Lettering.draw(graphics, clock(seconds[frame]), 8, top + size + 4, size, TEXT, width);
        if (alarm[frame]) {
            Lettering.draw(graphics, "ALARM", -8, top + size + 4, size, ALARM, width);
        }
    }

    private Window window(int frame, int width, int top, int height) {
        double length = Math.min(WINDOW_SECONDS, Math.max(1e-3, seconds[seconds.length - 1] - seconds[0]));
        double latest = seconds[seconds.length - 1] - length;
        double start = Math.max(seconds[0], Math.min(latest, seconds[frame] - length * 2 / 3));
        int first = frame;
        while (first > 0 && seconds[first] > start) {
            first--;
        }
        int last = frame;
        while (last < seconds.length - 1 && seconds[last] < start + length) {
            last++;
        }
        return new Window(first, last, start, width / length, top + height, height / (high - low));
    }

    private void alarms(Graphics2D graphics, Window window, int top, int height) {
        graphics.setColor(new Color(ALARM.getRed(), ALARM.getGreen(), ALARM.getBlue(), 90));
        for (int i = window.first; i < window.last; i++) {
            if (alarm[i]) {
                graphics.fill(new Rectangle2D.Double(window.x(i), top, window.x(i + 1) - window.x(i), height));
            }
        }
    }

    private void curve(Graphics2D graphics, Window window, int from, int to, Color colour, float stroke) {
        Path2D path = new Path2D.Double();
        path.moveTo(window.x(from), window.y(causal[from]));
        for (int i = from + 1; i <= to; i++) {
            path.lineTo(window.x(i), window.y(causal[i]));
        }
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke(stroke, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(path);
    }

    private static String clock(double seconds) {
        long tenths = Math.round(seconds * 10);
        return String.format(Locale.ROOT, "%d:%02d.%d", tenths / 600, tenths / 10 % 60, tenths % 10);
    }

    /** Which frames are shown and where they are drawn. */
    private final class Window {
        private final int first;
        private final int last;
        private final double start;
        private final double perSecond;
        private final double bottom;
        private final double perScore;

        Window(int first, int last, double start, double perSecond, double bottom, double perScore) {
            this.first = first;
            this.last = last;
            this.start = start;
            this.perSecond = perSecond;
            this.bottom = bottom;
            this.perScore = perScore;
        }

        double x(int frame) {
            return (seconds[frame] - start) * perSecond;
        }

        double y(double score) {
            return bottom - (score - low) * perScore;
        }
    }
}
