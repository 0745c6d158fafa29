package dev.vedette.server.web;

import dev.vedette.server.access.Role;
import dev.vedette.server.notification.Courier;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The server itself: figures, health. */
final class SystemRoutes {
    private final Facts facts;

    SystemRoutes(Facts facts) {
        this.facts = facts;
    }

    /**
     * What can be told of the server.
     *
     * @param courier that tells others of events
     * @param system figures by name, for somebody of a role
     * @param metrics in Prometheus' format
     * @param healthy whether the process can do its work; what is wrong by name, empty if nothing is
     */
    record Facts(
            Courier courier,
            Function<Role, Map<String, Object>> system,
            Supplier<String> metrics,
            Supplier<Map<String, String>> healthy) {}

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/api/system",
                        Role.viewer,
                        "Version, room on the disk, number of events.",
                        context -> Json.answer(
                                context,
                                facts.system().apply(Gate.admitted(context).role()))),
                Route.get(
                        "/api/notifications",
                        Role.viewer,
                        "Who is told of events, and what waits.",
                        context -> Json.answer(context, facts.courier().status())),
                Route.post("/api/notifications/test", Role.admin, "Sends a test message now.", this::test),
                Route.get("/metrics", Role.viewer, "Figures for Prometheus.", context -> context.contentType(
                                "text/plain; version=0.0.4; charset=utf-8")
                        .result(facts.metrics().get())),
                Route.get("/health", Role.viewer, "200 while the server lives.", context -> context.result("alive\n"))
                        .forEverybody(),
                Route.get("/ready", Role.viewer, "200 while it can do its work, otherwise 503.", this::ready)
                        .forEverybody());
    }

    private void test(Context context) {
        facts.courier().test();
        context.status(204);
    }

    private void ready(Context context) {
        boolean ready = facts.healthy().get().isEmpty();
        context.status(ready ? 200 : 503).result(ready ? "ready\n" : "not ready: see the page\n");
    }
}
