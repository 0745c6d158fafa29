package dev.vedette.server.web;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The OpenAPI description of the routes, made of the routes themselves, so that it cannot say anything else. */
final class OpenApi {
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

    private OpenApi() {}

    static Map<String, Object> of(List<Route> routes, String version) {
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        routes.forEach(route -> paths.computeIfAbsent(route.path(), path -> new TreeMap<>())
                .put(route.method().name().toLowerCase(Locale.ROOT), operation(route)));
        Map<String, Object> bearer = Map.of("type", "http", "scheme", "bearer");
        Map<String, Object> cookie = Map.of("type", "apiKey", "in", "cookie", "name", Gate.COOKIE);
        Map<String, Object> api = new LinkedHashMap<>();
        api.put("openapi", "3.1.0");
        api.put("info", Map.of("title", "Vedette", "version", version));
        api.put("paths", paths);
        api.put("components", Map.of("securitySchemes", Map.of("token", bearer, "session", cookie)));
        return api;
    }

    private static Map<String, Object> operation(Route route) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", route.summary());
        List<Object> parameters = new ArrayList<>();
        Matcher matcher = PARAMETER.matcher(route.path());
        while (matcher.find()) {
            parameters.add(Map.of(
                    "name", matcher.group(1), "in", "path", "required", true, "schema", Map.of("type", "string")));
        }
        operation.put("parameters", parameters);
        route.body()
                .ifPresent(type -> operation.put(
                        "requestBody",
                        Map.of(
                                "required",
                                true,
                                "content",
                                Map.of("application/json", Map.of("schema", schema(type))))));
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put("2XX", Map.of("description", "Done."));
        responses.put("4XX", Map.of("description", "Refused; error says why."));
        operation.put("responses", responses);
        route.needed().ifPresent(role -> {
            operation.put("security", List.of(Map.of("token", List.of()), Map.of("session", List.of())));
            operation.put("description", "Needs the role " + role + ".");
        });
        return operation;
    }

    private static Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            Map<String, Object> inner = schema(generic.getActualTypeArguments()[0]);
            return generic.getRawType() == List.class ? Map.of("type", "array", "items", inner) : inner;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return object(plain);
        }
        if (plain.isEnum()) {
            return Map.of(
                    "type",
                    "string",
                    "enum",
                    Arrays.stream(plain.getEnumConstants())
                            .map(Object::toString)
                            .toList());
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return Map.of("type", "boolean");
        }
        boolean whole = plain == int.class || plain == Integer.class || plain == long.class || plain == Long.class;
        boolean number = plain == double.class || plain == Double.class;
        return Map.of("type", whole ? "integer" : number ? "number" : "string");
    }

    private static Map<String, Object> object(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.put(component.getName(), schema(component.getGenericType()));
            if (component.getType() != Optional.class) {
                required.add(component.getName());
            }
        }
        return Map.of("type", "object", "properties", properties, "required", required, "additionalProperties", false);
    }
}
