package dev.vedette.server.config;

import dev.vedette.fault.VedetteException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a PostgreSQL database is, written as PostgreSQL's own programs do: {@code postgresql://user:password@host:port/database?options}.
 *
 * @param jdbc without user and password
 * @param shown as it may be shown
 */
public record PostgresUrl(String jdbc, String shown, Optional<String> user, Optional<String> password) {
    private static final int USUAL_PORT = 5432;

    /** @throws VedetteException bad configuration, for another address */
    public static PostgresUrl of(String text) {
        URI uri = parsed(text);
        String place = uri.getHost() + ":" + (uri.getPort() < 0 ? USUAL_PORT : uri.getPort()) + uri.getRawPath();
        String options = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        Optional<String[]> login = Optional.ofNullable(uri.getRawUserInfo()).map(info -> info.split(":", 2));
        return new PostgresUrl(
                "jdbc:postgresql://" + place + options,
                "postgresql://" + place,
                login.map(parts -> decoded(parts[0])),
                login.filter(parts -> parts.length > 1).map(parts -> decoded(parts[1])));
    }

    /** The address is not told: it holds a password. */
    private static URI parsed(String text) {
        try {
            URI uri = new URI(text);
            boolean scheme = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
            if (scheme && uri.getHost() != null && uri.getRawPath().length() > 1) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // The same as what is no such address at all.
        }
        throw VedetteException.badConfiguration("store.url is no postgresql://user:password@host/database; in a"
                + " password @ is written as %40, : as %3A, / as %2F, # as %23, ? as %3F and % as %25");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
