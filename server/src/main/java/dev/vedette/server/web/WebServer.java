package dev.vedette.server.web;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.access.Accounts;
import dev.vedette.server.access.Busy;
import dev.vedette.server.access.Role;
import dev.vedette.server.access.Visitor;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.notification.Courier;
import dev.vedette.server.store.EventStore;
import dev.vedette.server.watch.EventFolders;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** REST, live updates and the page, on one port. Thread-safe. */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final long LARGEST_BODY = 64 << 10;
    private static final long STOP_MILLIS = 2000;
    /** After which a connection on which nothing goes on does not keep the server from stopping. */
    private static final long IDLE_STOP_MILLIS = 50;

    private static final String SECONDS_UNTIL_LESS_BUSY = "2";

    private final Gate gate;
    private final ClientAddress client;
    private final Optional<TlsFiles> tls;
    private final Page page = new Page();
    private final Parts parts;
    private final Javalin javalin;

    /**
     * What it shows.
     *
     * @param version of Vedette
     * @param system figures of the server by name, for somebody of a role
     * @param metrics in Prometheus' format
     * @param problems what is wrong with the server, by name; empty if nothing is
     */
    public record Parts(
            Accounts accounts,
            CameraControl cameras,
            EventStore events,
            EventFolders folders,
            LiveUpdates live,
            Courier courier,
            String version,
            Function<Role, Map<String, Object>> system,
            Supplier<String> metrics,
            Supplier<Map<String, String>> problems) {}

    private WebServer(ServeConfig.Web web, Parts parts) {
        this.parts = parts;
        this.gate = new Gate(parts.accounts());
        this.client = new ClientAddress(web.proxies());
        this.tls = web.tls().map(TlsFiles::open);
        this.javalin = Javalin.create(config -> configure(config, web));
    }

    /** @throws VedetteException device, when the port cannot be had */
    public static WebServer start(ServeConfig.Web web, Parts parts) {
        WebServer server = new WebServer(web, parts);
        try {
            server.javalin.start(web.address(), web.number());
            for (Connector connector : server.javalin.jettyServer().server().getConnectors()) {
                ((AbstractConnector) connector).setShutdownIdleTimeout(IDLE_STOP_MILLIS);
            }
            return server;
        } catch (JavalinBindException e) {
            throw VedetteException.device(
                    "the page cannot be opened at " + web.address() + ":" + web.number() + " (" + e.getMessage()
                            + "): choose another port in vedette.yaml",
                    e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    private void configure(JavalinConfig config, ServeConfig.Web web) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.maxRequestSize = LARGEST_BODY;
        config.http.defaultContentType = "text/plain";
        config.jetty.modifyServer(server -> server.setStopTimeout(STOP_MILLIS));
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.contextResolver.ip = client::ip;
        config.contextResolver.scheme = client::scheme;
        tls.ifPresent(files -> config.jetty.addConnector(
                (server, http) -> files.connector(server, http, web.address(), web.number())));
        config.routes.before(Gate::headers);
        List<Route> routes = routes();
        routes.forEach(route -> config.routes.addEndpoint(
                new Endpoint(route.method(), route.path(), context -> answer(context, route))));
        config.routes.get("/", context -> page.answer(context, "/index.html"));
        page.paths().forEach(path -> config.routes.get(path, context -> page.answer(context, path)));
        Route live = Route.get(
                "/api/live",
                Role.viewer,
                "Server-sent events: frame, state, event, learning, removed (a camera), alive (what is wrong with the server).",
                context -> {});
        config.routes.sse("/api/live", client -> {
            if (gate.admits(client.ctx(), live)) {
                Supplier<Optional<Visitor>> visit = gate.visit(client.ctx());
                parts.live().join(client, () -> visit.get().isPresent());
            } else {
                client.close();
            }
        });
        Map<String, Object> openApi = OpenApi.of(withLive(routes, live), parts.version());
        config.routes.get("/api/openapi.json", context -> Json.answer(context, openApi));
        faults(config);
    }

    private static List<Route> withLive(List<Route> routes, Route live) {
        List<Route> all = new ArrayList<>(routes);
        all.add(live);
        return all;
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new AccountRoutes(parts.accounts(), gate).routes());
        routes.addAll(new CameraRoutes(parts.cameras()).routes());
        routes.addAll(new EventRoutes(parts.events(), parts.folders()).routes());
        routes.addAll(new SystemRoutes(
                        new SystemRoutes.Facts(parts.courier(), parts.system(), parts.metrics(), parts.problems()))
                .routes());
        return routes;
    }

    private void answer(Context context, Route route) throws Exception {
        if (gate.admits(context, route)) {
            if (context.method() == HandlerType.GET && route.path().startsWith("/api/")) {
                context.header("Cache-Control", "no-store");
            }
            route.answer().to(context);
        }
    }

    private static void faults(JavalinConfig config) {
        config.routes.exception(VedetteException.class, (e, context) -> {
            switch (e.category()) {
                case BAD_CONFIGURATION -> fault(context, 400, e.getMessage());
                case BAD_INPUT, UNSUPPORTED_VERSION -> fault(context, 422, e.getMessage());
                case DEVICE -> fault(context, 503, e.getMessage());
                case INTERNAL -> internal(context, e);
            }
        });
        config.routes.exception(Busy.class, (e, context) -> {
            context.header("Retry-After", SECONDS_UNTIL_LESS_BUSY);
            fault(context, 429, e.getMessage());
        });
        config.routes.exception(NotThere.class, (e, context) -> fault(context, 404, e.getMessage()));
        config.routes.exception(Exception.class, (e, context) -> {
            if (e instanceof HttpResponseException http) {
                fault(context, http.getStatus(), http.getMessage());
            } else {
                internal(context, e);
            }
        });
        config.routes.error(404, context -> {
            if (context.result() == null
                    || String.valueOf(context.result()).isEmpty()
                    || String.valueOf(context.result()).equals("Not Found")) {
                fault(context, 404, "there is nothing here");
            }
        });
    }

    private static void internal(Context context, Exception e) {
        LOG.error("a request failed: {} {}", context.method(), context.path(), e);
        fault(context, 500, "internal error: the log says more");
    }

    private static void fault(Context context, int status, @Nullable String why) {
        context.status(status);
        Json.answer(context, Map.of("error", String.valueOf(why)));
    }

    @Override
    public void close() {
        parts.live().close();
        javalin.stop();
        tls.ifPresent(TlsFiles::close);
    }
}
