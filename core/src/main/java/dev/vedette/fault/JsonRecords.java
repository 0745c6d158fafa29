package dev.vedette.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds everything that keeps a JSON object from becoming a record, where Jackson stops at the first fault: unknown and
 * missing keys, values of the wrong kind, and what the records' own constructors object to. What is {@link Optional} may be missing.
 */
public final class JsonRecords {
    private static final int LONGEST_SHOWN = 40;

    /** More help nobody, and a hostile file could make millions. */
    private static final int MOST = 1000;

    private final ObjectMapper mapper;
    private final List<String> problems = new ArrayList<>();

    private JsonRecords(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** One line for each of the first thousand faults, with the path of what is at fault; empty if the tree fits. */
    public static List<String> problems(ObjectMapper mapper, JsonNode tree, Class<? extends Record> type) {
        JsonRecords records = new JsonRecords(mapper);
        records.check(tree, type, "");
        return records.problems;
    }

    private void check(JsonNode node, Type type, String path) {
        if (problems.size() >= MOST) {
            return;
        }
        if (type instanceof ParameterizedType generic) {
            checkGeneric(node, generic, path);
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            checkRecord(node, plain, path);
        } else if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            boolean fits =
                    type == int.class || type == Integer.class ? node.canConvertToInt() : node.canConvertToLong();
            require(node.isIntegralNumber() && fits, node, path, "a whole number");
        } else if (type == double.class || type == float.class || type == Double.class) {
            require(node.isNumber(), node, path, "a number");
        } else if (type == boolean.class || type == Boolean.class) {
            require(node.isBoolean(), node, path, "true or false");
        } else if (type instanceof Class<?> constants && constants.isEnum()) {
            Set<String> names = Arrays.stream(constants.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.toSet());
            require(node.isTextual() && names.contains(node.asText()), node, path, "one of " + new TreeSet<>(names));
        } else {
            require(node.isTextual(), node, path, "text");
        }
    }

    private void checkGeneric(JsonNode node, ParameterizedType type, String path) {
        if (type.getRawType() == Optional.class) {
            check(node, type.getActualTypeArguments()[0], path);
            return;
        }
        boolean list = type.getRawType() == List.class;
        if (!require(list ? node.isArray() : node.isObject(), node, path, list ? "a list" : "an object")) {
            return;
        }
        if (list) {
            for (int i = 0; i < node.size(); i++) {
                check(node.get(i), type.getActualTypeArguments()[0], path + "[" + i + "]");
            }
        } else {
            node.properties()
                    .forEach(entry -> check(
                            entry.getValue(), type.getActualTypeArguments()[1], path + "." + shown(entry.getKey())));
        }
    }

    private void checkRecord(JsonNode node, Class<?> type, String path) {
        if (!require(node.isObject(), node, path, "an object")) {
            return;
        }
        int before = problems.size();
        Set<String> unknown = new TreeSet<>();
        node.fieldNames().forEachRemaining(unknown::add);
        for (RecordComponent component : type.getRecordComponents()) {
            String inner = path.isEmpty() ? component.getName() : path + "." + component.getName();
            JsonNode value = node.get(component.getName());
            if (value == null) {
                if (component.getType() != Optional.class) {
                    problems.add(inner + " is missing");
                }
            } else {
                check(value, component.getGenericType(), inner);
            }
            unknown.remove(component.getName());
        }
        unknown.stream()
                .limit(MOST)
                .forEach(key -> problems.add((path.isEmpty() ? "" : path + ".") + shown(key) + " is unknown"));
        if (problems.size() == before) {
            construct(node, type, path);
        }
    }

    private void construct(JsonNode node, Class<?> type, String path) {
        try {
            mapper.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            Throwable cause = e.getCause();
            String problem = cause instanceof VedetteException ? cause.getMessage() : e.getOriginalMessage();
            // Which one of a list it is, an object cannot say itself.
            problems.add((path.contains("[") ? path + ": " : "") + problem);
        }
    }

    private boolean require(boolean fits, JsonNode node, String path, String expected) {
        if (!fits) {
            problems.add(path + " is " + shown(node.toString()) + ", expected " + expected);
        }
        return fits;
    }

    private static String shown(String text) {
        String cleaned = text.replaceAll("\\p{Cntrl}", "?");
        return cleaned.length() > LONGEST_SHOWN ? cleaned.substring(0, LONGEST_SHOWN) + "…" : cleaned;
    }
}
