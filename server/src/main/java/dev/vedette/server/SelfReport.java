package dev.vedette.server;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.access.Role;
import dev.vedette.server.store.Database;
import dev.vedette.server.store.EventStore;
import dev.vedette.server.watch.EventLedger;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the server tells of itself: its figures, and what is wrong with it. Thread-safe. */
final class SelfReport {
    private final Path data;
    private final LiveConfig config;
    private final Database database;
    private final EventStore events;
    private final EventLedger ledger;
    private final Clearing clearing;

    SelfReport(
            Path data, LiveConfig config, Database database, EventStore events, EventLedger ledger, Clearing clearing) {
        this.data = data;
        this.config = config;
        this.database = database;
        this.events = events;
        this.ledger = ledger;
        this.clearing = clearing;
    }

    static String version() {
        return Optional.ofNullable(VedetteServer.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** One of the figures that {@link Metrics} asks for by name. */
    double figure(String name) {
        return switch (name) {
            case "disk.free.bytes" -> data.toFile().getUsableSpace();
            case "events.stored" -> events.count();
            case "events.stored.bytes" -> events.bytes();
            case "configuration.sound" -> config.fault().isPresent() ? 0 : 1;
            default -> Double.NaN;
        };
    }

    /** @param role of who wants to know */
    Map<String, Object> system(Role role) {
        Map<String, Object> system = new LinkedHashMap<>();
        system.put("version", version());
        system.put("freeBytes", data.toFile().getUsableSpace());
        try {
            system.put("events", events.count());
            system.put("eventBytes", events.bytes());
        } catch (VedetteException e) {
            // The problems below tell that the store is away; the rest is known without it.
        }
        var retention = config.now().retentionOrUsual();
        system.put("retentionDays", retention.days().orElse(30.0));
        system.put("retentionGigabytes", retention.gigabytes().orElse(20.0));
        system.put("freeGigabytes", retention.freeGigabytes().orElse(2.0));
        system.put(
                "footage",
                config.footageFolders(data).stream().map(Path::toString).toList());
        system.put("timeZone", ZoneId.systemDefault().getId());
        system.put("problems", problems(role));
        return system;
    }

    /** Everything that somebody should look after. What is wrong with a file of passwords is for administrators alone. */
    private Map<String, String> problems(Role role) {
        Map<String, String> problems = unable();
        config.fault()
                .map(fault -> role.mayActAs(Role.admin) ? fault : "an administrator sees which")
                .ifPresent(fault -> problems.put(
                        "configuration", "the configuration has faults, and what was valid before goes on: " + fault));
        config.afterNewStart().ifPresent(what -> problems.put("restart", what));
        return problems;
    }

    /** What keeps the server from doing its work. */
    Map<String, String> unable() {
        Map<String, String> problems = new LinkedHashMap<>();
        if (!database.alive()) {
            problems.put(
                    "store",
                    "the store does not answer, or its file is gone: watching goes on, and events are kept until it is"
                            + " back");
        }
        ledger.fault().ifPresent(fault -> problems.put("events", fault));
        clearing.fault().ifPresent(fault -> problems.put("retention", fault));
        return problems;
    }
}
