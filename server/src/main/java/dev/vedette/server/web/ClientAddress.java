package dev.vedette.server.web;

import dev.vedette.server.config.Network;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who asks, and over what. Reverse proxies that are trusted say it in {@code X-Forwarded-For} and {@code X-Forwarded-Proto}; what others put there is
 * not looked at. Immutable.
 */
final class ClientAddress {
    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";

    private final List<Network> proxies;

    ClientAddress(List<Network> proxies) {
        this.proxies = proxies;
    }

    /** Whether somebody asks for somebody else, trusted or not. */
    static boolean isForwarded(Context context) {
        return context.header(FOR) != null || context.header("Forwarded") != null;
    }

    /** Each proxy adds to the right whom it heard: the first from there that is no trusted proxy is who asks. */
    String ip(Context context) {
        String heard = context.req().getRemoteAddr();
        List<String> chain = header(context, FOR);
        for (int i = chain.size() - 1; i >= 0 && isTrusted(heard); i--) {
            Optional<InetAddress> next = Network.address(chain.get(i));
            if (next.isEmpty()) {
                return heard;
            }
            heard = next.get().getHostAddress();
        }
        return heard;
    }

    String scheme(Context context) {
        List<String> said = header(context, PROTO);
        boolean believed = !said.isEmpty() && isTrusted(context.req().getRemoteAddr());
        return believed
                ? said.get(said.size() - 1).toLowerCase(Locale.ROOT)
                : context.req().getScheme();
    }

    private boolean isTrusted(String address) {
        String bare = address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
        return Network.address(bare).stream()
                .anyMatch(known -> proxies.stream().anyMatch(proxy -> proxy.contains(known)));
    }

    /** All lines of a header are one list: some proxies add a line of their own. */
    private static List<String> header(Context context, String name) {
        List<String> lines = Collections.list(context.req().getHeaders(name));
        return lines.isEmpty()
                ? List.of()
                : List.of(String.join(",", lines).strip().split("\\s*,\\s*"));
    }
}
