package dev.vedette.server.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts the environment's {@code ${NAME}} and files' {@code ${file:/path}} in place, so that passwords need not be in the configuration. */
final class Secrets {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(file:)?([^}]*)}");

    private final Function<String, @Nullable String> environment;
    private final List<String> problems;

    Secrets(Function<String, @Nullable String> environment, List<String> problems) {
        this.environment = environment;
        this.problems = problems;
    }

    JsonNode revealed(JsonNode node) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(revealed(node.asText()));
        }
        if (node instanceof ArrayNode list) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            list.forEach(item -> copy.add(revealed(item)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), revealed(entry.getValue())));
            return copy;
        }
        return node;
    }

    private String revealed(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        return matcher.replaceAll(found ->
                Matcher.quoteReplacement(found.group(1) == null ? variable(found.group(2)) : content(found.group(2))));
    }

    private String variable(String name) {
        String value = environment.apply(name);
        if (value == null) {
            problems.add("the environment variable " + name + " is not set");
            return "missing";
        }
        return value;
    }

    private String content(String path) {
        try {
            return Files.readString(Path.of(path)).strip();
        } catch (IOException | RuntimeException e) {
            problems.add("the file " + path + " cannot be read (" + e.getMessage() + ")");
            return "missing";
        }
    }
}
