package dev.vedette.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.vedette.fault.JsonRecords;
import dev.vedette.fault.VedetteException;
import io.javalin.http.Context;
import java.util.List;

/** JSON in and out: times as ISO 8601, what is empty left out, bodies checked whole. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .build();

    private Json() {}

    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw VedetteException.internal("an answer does not become JSON", e);
        }
    }

    static void answer(Context context, Object value) {
        context.contentType("application/json").result(text(value));
    }

    /**
     * The request's body.
     *
     * @throws VedetteException bad configuration, with everything that is wrong with it
     */
    static <T extends Record> T body(Context context, Class<T> type) {
        return parse(context.body(), type);
    }

    static <T extends Record> T parse(String text, Class<T> type) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            List<String> problems = JsonRecords.problems(MAPPER, tree, type);
            if (!problems.isEmpty()) {
                throw VedetteException.badConfiguration(String.join("; ", problems));
            }
            return MAPPER.convertValue(tree, type);
        } catch (JsonProcessingException e) {
            throw VedetteException.badConfiguration("the body is no JSON: " + e.getOriginalMessage());
        }
    }
}
