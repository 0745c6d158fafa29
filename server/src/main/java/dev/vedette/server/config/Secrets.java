package dev.vedette.server.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.video.camera.Secret;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts the environment's {@code ${NAME}} and files' {@code ${file:/path}} in place, so that passwords need not be in the configuration. */
final class Secrets {
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
        return Secret.reveal(text, environment, problems::add);
    }
}
