package dev.vedette.cli.recipe;

import dev.vedette.cli.plot.Plots;
import dev.vedette.cli.text.TextTable;
import dev.vedette.fault.AtomicFile;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of a recipe beside each other and beside the baselines that need no network: as text, as a file, as a plot. */
public final class RowTable {
    private final List<RowResults> rows;

    /** @param rows at least one; the baselines are those of the first */
    public RowTable(List<RowResults> rows) {
        this.rows = new ArrayList<>(rows);
        this.rows.addAll(rows.get(0).baselines());
    }

    private static List<String> titles() {
        List<String> titles = new ArrayList<>(List.of("row"));
        for (Figure figure : Figure.values()) {
            titles.add(figure.title());
        }
        titles.add("settings");
        return titles;
    }

    private static List<String> cells(RowResults row) {
        List<String> cells = new ArrayList<>(List.of(row.name()));
        for (Figure figure : Figure.values()) {
            cells.add(row.text(figure));
        }
        cells.add(row.hash().orElse("–"));
        return cells;
    }

    public void print(PrintWriter out) {
        TextTable table = new TextTable(titles().toArray(String[]::new));
        rows.forEach(row -> table.row(cells(row).toArray(String[]::new)));
        table.print(out);
    }

    /** As a table in Markdown. */
    public void write(Path file, String heading) {
        StringBuilder text = new StringBuilder(heading).append("\n\n");
        line(text, titles());
        line(text, titles().stream().map(title -> "---").toList());
        rows.forEach(row -> line(text, cells(row)));
        AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Micro and macro AUC of every row, with the spread of its seeds. */
    public void plot(Path file, String title) {
        Map<String, Plots.Bars> bars = new LinkedHashMap<>();
        for (Figure figure : List.of(Figure.MICRO, Figure.MACRO_SCALED)) {
            double[] means = new double[rows.size()];
            double[] deviations = new double[rows.size()];
            for (int i = 0; i < rows.size(); i++) {
                RowResults.Value value = rows.get(i).value(figure).orElse(null);
                means[i] = value == null ? 0 : value.mean();
                deviations[i] = value == null ? 0 : value.deviation().orElse(0);
            }
            bars.put(figure.title() + " AUC", new Plots.Bars(means, deviations));
        }
        Plots.bars(file, title, "AUC in %", rows.stream().map(RowResults::name).toList(), bars);
    }
}
