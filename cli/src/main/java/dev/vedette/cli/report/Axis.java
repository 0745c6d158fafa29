package dev.vedette.cli.report;

import java.util.ArrayList;
import java.util.List;

/**
 * One axis of a chart.
 *
 * @param low value at {@code from}
 * @param high value at {@code to}, greater than {@code low}
 * @param from position in the picture
 * @param to position in the picture
 */
record Axis(double low, double high, double from, double to) {
    double at(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    /** About {@code count} round values inside the axis, for labels of numbers. */
    List<Double> ticks(int count) {
        double rough = (high - low) / count;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = 10 * power;
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= rough) {
                step = factor * power;
                break;
            }
        }
        return multiples(step);
    }

    /** About {@code count} round values inside the axis, for labels of times in seconds. */
    List<Double> timeTicks(int count) {
        double rough = (high - low) / count;
        for (double step : new double[] {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400}) {
            if (step >= rough) {
                return multiples(step);
            }
        }
        return multiples(Math.ceil(rough / 86_400) * 86_400);
    }

    private List<Double> multiples(double step) {
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }
}
