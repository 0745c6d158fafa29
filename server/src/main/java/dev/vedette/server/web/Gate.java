package dev.vedette.server.web;

import dev.vedette.server.access.Accounts;
import dev.vedette.server.access.Role;
import dev.vedette.server.access.Visitor;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets in who may come in: a browser with a session that proves its changes are meant, or a program with a token. */
final class Gate {
    static final String COOKIE = "vedette-session";
    private static final String CSRF = "X-CSRF-Token";
    private static final String SITE = "Sec-Fetch-Site";
    private static final String JSON = "application/json";
    private static final String BEARER = "Bearer ";
    private static final String VISITOR = "visitor";

    private final Accounts accounts;

    Gate(Accounts accounts) {
        this.accounts = accounts;
    }

    /** What every answer says to the browser: run nothing but our own, show it in no frame, tell nobody. */
    static void headers(Context context) {
        context.header(
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self'; script-src"
                        + " 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        context.header("X-Content-Type-Options", "nosniff");
        context.header("X-Frame-Options", "DENY");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        if (secure(context)) {
            context.header("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /** @return whether to go on; otherwise the refusal is written */
    boolean admits(Context context, Route route) {
        if (route.needed().isEmpty()) {
            return !route.changes() || isNoForm(context);
        }
        Optional<Visitor> visitor = visitor(context);
        if (visitor.isEmpty()) {
            return refuse(context, 401, "log in first");
        }
        Role needed = route.needed().get();
        if (!visitor.get().role().mayActAs(needed)) {
            return refuse(context, 403, "this needs the role " + needed);
        }
        if (route.changes() && !meant(context, visitor.get())) {
            return refuse(context, 403, "the header " + CSRF + " is missing or wrong: load the page anew");
        }
        context.attribute(VISITOR, visitor.get());
        return true;
    }

    /**
     * Where nobody is logged in yet, no token shows that a request is meant. But a foreign page can have the browser send only what a form can, unless
     * it asks first, which is refused; and the browser says where it comes from.
     */
    private static boolean isNoForm(Context context) {
        String site = Optional.ofNullable(context.header(SITE)).orElse("none");
        if (!site.equals("same-origin") && !site.equals("none")) {
            return refuse(context, 403, "this is taken from Vedette's own page alone");
        }
        String type = Optional.ofNullable(context.contentType()).orElse("");
        return type.split(";", 2)[0].strip().equalsIgnoreCase(JSON)
                || refuse(context, 415, "the body's Content-Type must be " + JSON);
    }

    private static boolean refuse(Context context, int status, String why) {
        context.status(status);
        Json.answer(context, Map.of("error", why));
        return false;
    }

    /** A program's token is sent on purpose; a browser sends its cookie to whoever makes it. */
    private static boolean meant(Context context, Visitor visitor) {
        return visitor.csrf().isEmpty()
                || equal(
                        visitor.csrf().get(),
                        Optional.ofNullable(context.header(CSRF)).orElse(""));
    }

    private static boolean equal(String expected, String found) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
    }

    Optional<Visitor> visitor(Context context) {
        return visit(context).get();
    }

    /** Who is asking, as of whenever it is asked for: rights may end while an answer goes on. */
    Supplier<Optional<Visitor>> visit(Context context) {
        @Nullable String authorization = context.header("Authorization");
        if (authorization != null && authorization.startsWith(BEARER)) {
            String token = authorization.substring(BEARER.length()).strip();
            return () -> accounts.byToken(token);
        }
        Optional<String> session = Optional.ofNullable(context.cookie(COOKIE));
        return () -> session.flatMap(accounts::bySession);
    }

    /** Who is asking; only after they were admitted. */
    static Visitor admitted(Context context) {
        @Nullable Visitor visitor = context.attribute(VISITOR);
        if (visitor == null) {
            throw new IllegalStateException("nobody was admitted");
        }
        return visitor;
    }

    /** Sent over HTTPS alone where the page was asked for over it. */
    static Cookie cookie(Context context, String value, int seconds) {
        return new Cookie(COOKIE, value, "/", seconds, secure(context), true, null, SameSite.STRICT);
    }

    private static boolean secure(Context context) {
        return context.scheme().equals("https");
    }
}
