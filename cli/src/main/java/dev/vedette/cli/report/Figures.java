package dev.vedette.cli.report;

import dev.vedette.detection.AnomalyEvent.Place;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers and times as people read them; the same in every locale. */
public final class Figures {
    private Figures() {}

    /** Four significant digits: {@code 0.01234}, {@code 12.35}. */
    public static String score(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        int digits = value == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(value)));
        return digits < -4 || digits > 6
                ? String.format(Locale.ROOT, "%.3e", value)
                : String.format(Locale.ROOT, "%." + Math.max(0, 3 - digits) + "f", value);
    }

    /** The shortest way to write three significant digits: {@code 0.5}, {@code 12}. */
    static String tick(double value) {
        BigDecimal rounded = new BigDecimal(value, new MathContext(3)).stripTrailingZeros();
        return rounded.scale() > 5 || rounded.precision() - rounded.scale() > 7
                ? rounded.toString()
                : rounded.toPlainString();
    }

    /** {@code 1:02:03.4} or {@code 2:03.4}. */
    public static String time(double seconds) {
        long tenths = Math.round(seconds * 10);
        long minutes = tenths / 600;
        String tail = String.format(Locale.ROOT, "%02d.%d", tenths / 10 % 60, tenths % 10);
        return minutes < 60
                ? minutes + ":" + tail
                : String.format(Locale.ROOT, "%d:%02d:%s", minutes / 60, minutes % 60, tail);
    }

    /** For programs: seconds with milliseconds, {@code 83.040}. */
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    /** {@code 12.5 %}. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** {@code 12,345}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** In words: thirds of the frame. */
    public static String where(Place place) {
        double x = (place.left() + place.right()) / 2;
        double y = (place.top() + place.bottom()) / 2;
        String row = y < 1 / 3.0 ? "top" : y < 2 / 3.0 ? "middle" : "bottom";
        String column = x < 1 / 3.0 ? "left" : x < 2 / 3.0 ? "centre" : "right";
        return row.equals("middle") && column.equals("centre") ? "centre" : row + " " + column;
    }
}
