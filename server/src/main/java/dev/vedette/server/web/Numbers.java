package dev.vedette.server.web;

import dev.vedette.fault.VedetteException;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers in addresses. */
final class Numbers {
    private Numbers() {}

    /** The path's {@code id}. */
    static long id(Context context) {
        return parse("id", context.pathParam("id"));
    }

    /** A whole number of the query; empty when it is not given. */
    static Optional<Long> query(Context context, String name) {
        @Nullable String text = context.queryParam(name);
        return text == null || text.isEmpty() ? Optional.empty() : Optional.of(parse(name, text));
    }

    private static long parse(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw VedetteException.badConfiguration(name + " is no whole number");
        }
    }
}
