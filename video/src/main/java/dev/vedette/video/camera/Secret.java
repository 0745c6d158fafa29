package dev.vedette.video.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The environment's {@code ${NAME}} and files' {@code ${file:/path}} within a text, so that passwords need not be in it. */
public final class Secret {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(file:)?([^}]*)}");

    private Secret() {}

    /**
     * The text with what is referred to in place.
     *
     * @param environment value of an environment variable, null where there is none
     * @param problems told what is referred to and not there
     */
    public static String reveal(
            String text, Function<String, @Nullable String> environment, Consumer<String> problems) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null
                                ? variable(found.group(2), environment, problems)
                                : content(found.group(2), problems)));
    }

    /** The text with a word in the place of each reference. */
    public static String veil(String text, String word) {
        return REFERENCE.matcher(text).replaceAll(Matcher.quoteReplacement(word));
    }

    private static String variable(
            String name, Function<String, @Nullable String> environment, Consumer<String> problems) {
        String value = environment.apply(name);
        if (value == null) {
            problems.accept("the environment variable " + name + " is not set");
            return "missing";
        }
        return value;
    }

    private static String content(String path, Consumer<String> problems) {
        try {
            return Files.readString(Path.of(path)).strip();
        } catch (IOException | RuntimeException e) {
            problems.accept("the file " + path + " cannot be read (" + e.getMessage() + ")");
            return "missing";
        }
    }
}
