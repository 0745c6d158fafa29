package dev.vedette.cli.plot;

import dev.vedette.cli.picture.Lettering;
import dev.vedette.fault.AtomicFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Line plots in one style. Where a machine has no fonts, a warning is logged once and no plot is written. */
public final class Plots {
    private static final Color[] COLOURS = {
        new Color(0x1f6feb), new Color(0x57a773), new Color(0xbf8700), new Color(0x8250df), new Color(0x0b7285)
    };
    private static final Color GREY = new Color(0x9aa4b1);
    private static final Color SHADE = new Color(0xd1, 0x24, 0x2f, 40);
    private static final Color GRID = new Color(0xe3e6ea);

    private Plots() {}

    /** A line: as many x as y. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Line(double[] x, double[] y) {}

    /**
     * Bars with their spread.
     *
     * @param values one for each place on the axis
     * @param spreads above and below; 0 for none
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Bars(double[] values, double[] spreads) {}

    /** Groups of bars beside each other; the axis starts below the lowest. */
    public static void bars(Path file, String title, String y, List<String> places, Map<String, Bars> bars) {
        write(file, () -> {
            CategoryChart chart = new CategoryChartBuilder()
                    .width(Math.max(640, 160 + 110 * places.size()))
                    .height(560)
                    .title(title)
                    .yAxisTitle(y)
                    .build();
            style(chart.getStyler());
            double lowest = bars.values().stream()
                    .flatMapToDouble(one -> Arrays.stream(one.values()))
                    .filter(value -> value > 0)
                    .min()
                    .orElse(0);
            double highest = bars.values().stream()
                    .flatMapToDouble(one -> Arrays.stream(one.values()))
                    .max()
                    .orElse(1);
            chart.getStyler()
                    .setYAxisMin(Math.max(0, 5 * Math.floor(lowest / 5 - 1)))
                    .setYAxisMax(5 * Math.ceil(highest / 5));
            chart.getStyler().setXAxisLabelRotation(45).setLegendPosition(LegendPosition.OutsideS);
            int number = 0;
            for (Map.Entry<String, Bars> one : bars.entrySet()) {
                List<Double> values =
                        Arrays.stream(one.getValue().values()).boxed().toList();
                List<Double> spreads =
                        Arrays.stream(one.getValue().spreads()).boxed().toList();
                boolean known = spreads.stream().anyMatch(spread -> spread > 0);
                CategorySeries series = known
                        ? chart.addSeries(one.getKey(), places, values, spreads)
                        : chart.addSeries(one.getKey(), places, values);
                series.setFillColor(COLOURS[number++ % COLOURS.length]);
            }
            return chart;
        });
    }

    /** Both axes from 0 to 1, square, with a grey diagonal for chance. */
    public static void unitSquare(Path file, String title, String x, String y, Map<String, Line> lines) {
        write(file, () -> {
            XYChart chart = chart(title, x, y, 640, 640);
            chart.getStyler()
                    .setXAxisMin(0.0)
                    .setXAxisMax(1.0)
                    .setYAxisMin(0.0)
                    .setYAxisMax(1.0)
                    .setLegendPosition(LegendPosition.InsideSE);
            add(chart, lines);
            double[] diagonal = {0, 1};
            line(chart, "chance", new Line(diagonal, diagonal), GREY);
            return chart;
        });
    }

    /** Wide, for something over time. */
    public static void overTime(Path file, String title, String x, String y, Map<String, Line> lines) {
        write(file, () -> {
            XYChart chart = chart(title, x, y, 1000, 360);
            chart.getStyler()
                    .setLegendPosition(LegendPosition.OutsideS)
                    .setLegendLayout(org.knowm.xchart.style.Styler.LegendLayout.Horizontal);
            add(chart, lines);
            return chart;
        });
    }

    /** As {@link #overTime}, with the frames shaded that are marked. */
    public static void frames(Path file, String title, Map<String, Line> lines, boolean[] marked, String mark) {
        write(file, () -> {
            XYChart chart = chart(title, "frame", "score", 1000, 360);
            chart.getStyler()
                    .setLegendPosition(LegendPosition.OutsideS)
                    .setLegendLayout(org.knowm.xchart.style.Styler.LegendLayout.Horizontal);
            shade(chart, lines, marked, mark);
            add(chart, lines);
            return chart;
        });
    }

    private interface Drawing {
        Chart<?, ?> draw();
    }

    private static void write(Path file, Drawing drawing) {
        if (Lettering.possible()) {
            Chart<?, ?> chart = drawing.draw();
            AtomicFile.write(file, out -> BitmapEncoder.saveBitmap(chart, out, BitmapFormat.PNG));
        }
    }

    private static XYChart chart(String title, String x, String y, int width, int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        style(chart.getStyler());
        chart.getStyler().setXAxisTickMarkSpacingHint(90);
        return chart;
    }

    private static void style(AxesChartStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setLegendBorderColor(GRID);
        styler.setPlotContentSize(1);
        styler.setPlotGridLinesColor(GRID);
        styler.setAntiAlias(true);
    }

    private static void add(XYChart chart, Map<String, Line> lines) {
        int number = 0;
        for (Map.Entry<String, Line> line : lines.entrySet()) {
            line(chart, line.getKey(), line.getValue(), COLOURS[number++ % COLOURS.length]);
        }
    }

    private static void line(XYChart chart, String name, Line line, Color colour) {
        XYSeries series = chart.addSeries(name, line.x(), line.y());
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(colour);
        series.setLineStyle(new BasicStroke(1.8f));
    }

    /** An area as high as the plot where frames are marked. */
    private static void shade(XYChart chart, Map<String, Line> lines, boolean[] marked, String mark) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Line line : lines.values()) {
            for (double value : line.y()) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        double top = high > low ? high + (high - low) * 0.03 : high + 1;
        chart.getStyler().setYAxisMin(low).setYAxisMax(top);
        // The library fills an area down or up to zero, so what lies on either side of it is an area of its own.
        area(chart, marked, Math.max(0, top), mark);
        if (low < 0) {
            area(chart, marked, low, mark + " below zero").setShowInLegend(false);
        }
    }

    /** From zero to {@code level} where frames are marked. */
    private static XYSeries area(XYChart chart, boolean[] marked, double level, String name) {
        double[] x = new double[marked.length * 2];
        double[] y = new double[marked.length * 2];
        for (int i = 0; i < marked.length; i++) {
            x[2 * i] = i;
            x[2 * i + 1] = i + 1;
            y[2 * i] = marked[i] ? level : 0;
            y[2 * i + 1] = y[2 * i];
        }
        XYSeries area = chart.addSeries(name, x, y);
        area.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
        area.setMarker(SeriesMarkers.NONE);
        area.setLineColor(SHADE);
        area.setFillColor(SHADE);
        return area;
    }
}
