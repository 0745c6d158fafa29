package dev.vedette.server.web;

import dev.vedette.server.access.Role;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Optional;

/**
 * Something that can be asked of the server, described well enough to let in who may ask and to write the OpenAPI page.
 *
 * @param path with parameters in braces
 * @param needed role; empty for everybody
 * @param summary one sentence
 * @param body record that the request's body must fit
 */
record Route(
        HandlerType method,
        String path,
        Optional<Role> needed,
        String summary,
        Optional<Class<? extends Record>> body,
        Answer answer) {
    /** Answers a request. */
    @FunctionalInterface
    interface Answer {
        void to(Context context) throws Exception;
    }

    static Route get(String path, Role needed, String summary, Answer answer) {
        return new Route(HandlerType.GET, path, Optional.of(needed), summary, Optional.empty(), answer);
    }

    static Route post(String path, Role needed, String summary, Answer answer) {
        return new Route(HandlerType.POST, path, Optional.of(needed), summary, Optional.empty(), answer);
    }

    static Route delete(String path, Role needed, String summary, Answer answer) {
        return new Route(HandlerType.DELETE, path, Optional.of(needed), summary, Optional.empty(), answer);
    }

    Route taking(Class<? extends Record> type) {
        return new Route(method, path, needed, summary, Optional.of(type), answer);
    }

    Route forEverybody() {
        return new Route(method, path, Optional.empty(), summary, body, answer);
    }

    /** Whether it changes anything. */
    boolean changes() {
        return method != HandlerType.GET;
    }
}
