package dev.vedette.video.dataset;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lines of a small text file; messages name the file and the line. */
final class TextFile {
    private TextFile() {}

    /** A line that is not blank, without the space around it. */
    record Line(Path file, int number, String text) {
        /** Its values, separated by commas. */
        String[] values(int count, String expected) {
            String[] values = text.split("\\s*,\\s*", -1);
            if (values.length != count) {
                throw unusable("expected " + count + " values: " + expected);
            }
            return values;
        }

        /** A whole number, also when written as {@code 12.0}, from 0. */
        int number(String value, String meaning) {
            try {
                double number = Double.parseDouble(value);
                if (number >= 0 && number <= Integer.MAX_VALUE && number == Math.rint(number)) {
                    return (int) number;
                }
            } catch (NumberFormatException e) {
                // Not a number at all: the message below says so.
            }
            throw unusable("expected " + meaning + " as a whole number from 0, not \"" + value + "\"");
        }

        VedetteException unusable(String problem) {
            return VedetteException.badInput(file + ", line " + number + ": \"" + text + "\": " + problem);
        }
    }

    static List<Line> lines(Path file) {
        List<String> texts;
        try {
            texts = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw VedetteException.badInput(file + " is no text in UTF-8; write it as such", e);
        } catch (IOException e) {
            throw VedetteException.badInput(
                    file + " cannot be read (" + e + "); check that it exists and its rights", e);
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i).replace("\uFEFF", "").strip();
            if (!text.isEmpty()) {
                lines.add(new Line(file, i + 1, text));
            }
        }
        return lines;
    }
}
