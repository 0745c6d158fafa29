package dev.vedette.server.web;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.access.Accounts;
import dev.vedette.server.access.Role;
import dev.vedette.server.access.Visitor;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Logging in and out, accounts and tokens. */
final class AccountRoutes {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Accounts accounts;
    private final Gate gate;

    AccountRoutes(Accounts accounts, Gate gate) {
        this.accounts = accounts;
        this.gate = gate;
    }

    record Credentials(String name, String password) {}

    record NewAccount(String name, Role role, String password) {}

    record NewPassword(String old, String password) {}

    record NewToken(String label) {}

    List<Route> routes() {
        return List.of(
                Route.get(
                                "/api/me",
                                Role.viewer,
                                "Who is logged in, and whether the first account is still to be made.",
                                this::me)
                        .forEverybody(),
                Route.post("/api/setup", Role.viewer, "Makes the first account; only from this machine.", this::setUp)
                        .taking(Credentials.class)
                        .forEverybody(),
                Route.post("/api/login", Role.viewer, "Opens a session.", this::login)
                        .taking(Credentials.class)
                        .forEverybody(),
                Route.post("/api/logout", Role.viewer, "Ends the session.", this::logout),
                Route.post(
                                "/api/password",
                                Role.viewer,
                                "Changes one's own password and ends all of one's sessions.",
                                this::password)
                        .taking(NewPassword.class),
                Route.get(
                        "/api/accounts", Role.admin, "All accounts.", context -> Json.answer(context, accounts.all())),
                Route.post("/api/accounts", Role.admin, "Makes an account.", this::add)
                        .taking(NewAccount.class),
                Route.delete("/api/accounts/{name}", Role.admin, "Removes an account.", this::remove),
                Route.get("/api/tokens", Role.viewer, "One's own API tokens, without the secrets.", this::tokens),
                Route.post("/api/tokens", Role.viewer, "Makes an API token; it is told only here.", this::newToken)
                        .taking(NewToken.class),
                Route.delete("/api/tokens/{id}", Role.viewer, "Removes an API token.", this::removeToken));
    }

    private void me(Context context) {
        Map<String, Object> me = new LinkedHashMap<>();
        me.put("setup", accounts.isEmpty());
        gate.visitor(context).ifPresent(visitor -> describe(me, visitor));
        Json.answer(context, me);
    }

    private static void describe(Map<String, Object> me, Visitor visitor) {
        me.put("name", visitor.name());
        me.put("role", visitor.role());
        visitor.csrf().ifPresent(csrf -> me.put("csrf", csrf));
    }

    private void setUp(Context context) {
        // A page elsewhere may make a name point to this machine, but it cannot make the browser say another one.
        // A reverse proxy on this machine may speak for anybody.
        boolean here =
                LOOPBACK.contains(context.host() == null ? "" : context.host().replaceFirst(":\\d+$", ""));
        if (!here || ClientAddress.isForwarded(context)) {
            throw VedetteException.badConfiguration("the first account is made on the machine itself, at 127.0.0.1");
        }
        Credentials wanted = Json.body(context, Credentials.class);
        accounts.setUp(wanted.name(), wanted.password());
        open(context, wanted);
    }

    private void login(Context context) {
        open(context, Json.body(context, Credentials.class));
    }

    private void open(Context context, Credentials given) {
        if (accounts.blocked(context.ip(), given.name())) {
            context.status(429);
            Json.answer(context, Map.of("error", "too many wrong passwords: try again in a quarter of an hour"));
            return;
        }
        Optional<Accounts.Login> login = accounts.login(context.ip(), given.name(), given.password());
        if (login.isEmpty()) {
            context.status(401);
            Json.answer(context, Map.of("error", "the name or the password is wrong"));
            return;
        }
        context.cookie(Gate.cookie(context, login.get().token(), (int) Accounts.SESSION.toSeconds()));
        Map<String, Object> me = new LinkedHashMap<>();
        describe(me, login.get().visitor());
        Json.answer(context, me);
    }

    private void logout(Context context) {
        @Nullable String token = context.cookie(Gate.COOKIE);
        if (token != null) {
            accounts.logout(token);
        }
        context.cookie(Gate.cookie(context, "", 0));
        context.status(204);
    }

    private void password(Context context) {
        NewPassword wanted = Json.body(context, NewPassword.class);
        accounts.changePassword(Gate.admitted(context).name(), wanted.old(), wanted.password());
        context.status(204);
    }

    private void add(Context context) {
        NewAccount wanted = Json.body(context, NewAccount.class);
        accounts.add(wanted.name(), wanted.role(), wanted.password());
        context.status(201);
    }

    private void remove(Context context) {
        accounts.remove(context.pathParam("name"));
        context.status(204);
    }

    private void tokens(Context context) {
        Json.answer(context, accounts.tokens(Gate.admitted(context).name()));
    }

    private void newToken(Context context) {
        NewToken wanted = Json.body(context, NewToken.class);
        context.status(201);
        Json.answer(
                context,
                Map.of("token", accounts.newToken(Gate.admitted(context).name(), wanted.label())));
    }

    private void removeToken(Context context) {
        if (!accounts.removeToken(Gate.admitted(context).name(), Numbers.id(context))) {
            throw VedetteException.badInput("you have no such token");
        }
        context.status(204);
    }
}
