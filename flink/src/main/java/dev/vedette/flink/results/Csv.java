package dev.vedette.flink.results;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values as in RFC 4180, but for text over several lines, which becomes one. */
public final class Csv {
    private Csv() {}

    /** A value that is free text. */
    public static String text(String value) {
        String line = value.replaceAll("\\s*\\R\\s*", " ");
        return line.indexOf(',') < 0 && line.indexOf('"') < 0 ? line : '"' + line.replace("\"", "\"\"") + '"';
    }

    /** The values of a line. */
    public static List<String> values(String line) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (!quoted && i > 0 && line.charAt(i - 1) == '"') {
                    value.append('"');
                }
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }
}
