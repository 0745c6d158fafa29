package dev.vedette.cli.benchmark;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a browser loads when somebody opens the list of events: the page's files, each once, and its first questions. */
final class PageVisit {
    private static final Pattern REFERENCE = Pattern.compile("(?:src=|href=|from\\s+)[\"']\\.?(/[\\w.-]+)[\"']");
    private static final List<String> QUESTIONS = List.of("/api/me", "/api/cameras", "/api/events?limit=60");

    private final ServerClient client;
    private final List<String> paths;

    PageVisit(ServerClient client) {
        this.client = client;
        this.paths = new ArrayList<>(files());
        paths.addAll(QUESTIONS);
    }

    private Set<String> files() {
        Set<String> found = new LinkedHashSet<>(List.of("/"));
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            String content = client.get(open.remove()).body();
            REFERENCE
                    .matcher(content)
                    .results()
                    .map((MatchResult reference) -> reference.group(1))
                    .filter(found::add)
                    .forEach(open::add);
        }
        return found;
    }

    /** Number of requests. */
    int requests() {
        return paths.size();
    }

    /** Loads everything, one after the other, with nothing cached. */
    Duration load() {
        return time(paths);
    }

    /** How long one answer takes. */
    Duration answer(String path) {
        return time(List.of(path));
    }

    private Duration time(List<String> asked) {
        long begin = System.nanoTime();
        asked.forEach(client::get);
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
