package dev.vedette.cli.text;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns that line up; numbers to the right, words to the left. */
public final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... titles) {
        rows.add(List.of(titles));
    }

    public TextTable row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells in a table of "
                    + rows.get(0).size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    public void print(PrintWriter out) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(" ");
            for (int column = 0; column < row.size(); column++) {
                String padding = " ".repeat(width(column) - length(row.get(column)));
                line.append(' ');
                line.append(numeric(column) ? padding + row.get(column) : row.get(column) + padding);
                line.append(' ');
            }
            out.println(line.toString().stripTrailing());
        }
        out.flush();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
    }

    private boolean numeric(int column) {
        return rows.stream()
                .skip(1)
                .map(row -> row.get(column))
                .allMatch(cell -> cell.isEmpty()
                        || cell.equals("–")
                        || Character.isDigit(cell.charAt(0))
                        || (cell.length() > 1
                                && "-+".indexOf(cell.charAt(0)) >= 0
                                && Character.isDigit(cell.charAt(1))));
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
