package dev.vedette.cli.curves;

import dev.vedette.fault.AtomicFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.training.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A CSV file of numbers by phase and step, which grows row by row and forgets rows that a resumed run makes void. */
final class CurveTable {
    private final Path file;
    private final String header;
    private final List<Row> rows = new ArrayList<>();

    /** The numbers of one step. */
    @SuppressWarnings("ArrayRecordComponent")
    record Row(Phase phase, int step, double[] values) {
        private String line() {
            StringBuilder line = new StringBuilder(name(phase)).append(',').append(step);
            for (double value : values) {
                line.append(',').append((float) value);
            }
            return line.append('\n').toString();
        }
    }

    /** @param columns names of the numbers, separated by commas */
    CurveTable(Path file, String columns) {
        this.file = file;
        this.header = "phase,step," + columns + "\n";
    }

    static String name(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    /** Keeps what the file says of steps up to this one, and nothing later. */
    void restart(Phase phase, int step) {
        rows.clear();
        if (step > 0 || phase != Phase.TEACHER) {
            read();
        }
        rows.removeIf(row -> row.phase().compareTo(phase) > 0 || (row.phase() == phase && row.step() > step));
        StringBuilder text = new StringBuilder(header);
        rows.forEach(row -> text.append(row.line()));
        AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    void add(Phase phase, int step, double... values) {
        Row row = new Row(phase, step, values);
        rows.add(row);
        try {
            Files.writeString(file, row.line(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw VedetteException.device(
                    "cannot write " + file + " (" + e.getMessage() + "): make room or choose another folder", e);
        }
    }

    List<Row> rows() {
        return rows;
    }

    /** A row that was cut short by a kill is passed over: its step is done again. */
    private void read() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                String[] cells = line.split(",", -1);
                if (cells.length == header.split(",", -1).length && !cells[1].equals("step")) {
                    rows.add(parse(cells));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw VedetteException.badInput(
                    file + " is not a learning curve (" + e.getMessage() + "): delete it or choose another run folder",
                    e);
        }
    }

    private static Row parse(String[] cells) {
        double[] values = new double[cells.length - 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.parseDouble(cells[i + 2]);
        }
        return new Row(Phase.valueOf(cells[0].toUpperCase(Locale.ROOT)), Integer.parseInt(cells[1]), values);
    }
}
