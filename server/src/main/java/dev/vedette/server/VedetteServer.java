package dev.vedette.server;

import dev.vedette.detection.CameraPool;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.access.Accounts;
import dev.vedette.server.config.CameraConfig;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.learning.DetectorLibrary;
import dev.vedette.server.learning.LearningStatus;
import dev.vedette.server.learning.Learnings;
import dev.vedette.server.notification.Courier;
import dev.vedette.server.source.DecoderProcess;
import dev.vedette.server.store.AccountStore;
import dev.vedette.server.store.CameraStore;
import dev.vedette.server.store.Database;
import dev.vedette.server.store.DetectorStore;
import dev.vedette.server.store.EventStore;
import dev.vedette.server.store.OutboxStore;
import dev.vedette.server.store.StoredEvent;
import dev.vedette.server.watch.CameraStatus;
import dev.vedette.server.watch.EventFolders;
import dev.vedette.server.watch.EventRules;
import dev.vedette.server.watch.Retention;
import dev.vedette.server.watch.Surroundings;
import dev.vedette.server.watch.Ticker;
import dev.vedette.server.watch.WatchListener;
import dev.vedette.server.watch.Watches;
import dev.vedette.server.web.LiveUpdates;
import dev.vedette.server.web.WebServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server: cameras, store, learning, REST and the page, put together. Everything that it knows lies in one folder. Thread-safe.
 *
 * <pre>{@code
 * try (VedetteServer server = VedetteServer.start(ServeConfig.EMPTY, Path.of("vedette-data"))) {
 *     server.port();
 * }
 * }</pre>
 */
public final class VedetteServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VedetteServer.class);
    private static final long RETENTION_SECONDS = 60;

    /** What has been opened, to be closed in the opposite order. */
    private final List<AutoCloseable> opened = new ArrayList<>();

    private final ServeConfig config;
    private final Path data;
    private final Optional<String> firstPassword;
    private final EventStore events;
    private final EventFolders folders;
    private final Database database;
    private final WebServer web;

    private volatile Optional<String> retentionFault = Optional.empty();

    /**
     * Starts to watch.
     *
     * @param data folder that everything is kept in; made if it is not there
     * @throws VedetteException bad configuration or device, when it cannot start
     */
    public static VedetteServer start(ServeConfig config, Path data) {
        return new VedetteServer(config, data);
    }

    private VedetteServer(ServeConfig config, Path dataFolder) {
        this.config = config;
        try {
            data = open(DataFolder.open(dataFolder)).path();
            database = open(Database.open(data.resolve("vedette.db")));
            events = new EventStore(database);
            folders = new EventFolders(data.resolve("events"));
            List<StoredEvent> interrupted = events.endInterrupted();
            Accounts accounts = new Accounts(new AccountStore(database), Instant::now, System::nanoTime);
            // Who can be reached from elsewhere must have a password before anybody comes.
            firstPassword = isLoopback(config.webOrUsual().address()) ? Optional.empty() : accounts.first();
            Heard heard = new Heard();
            Courier courier =
                    open(new Courier(config.webhook(), config.mqtt(), new OutboxStore(database), Instant::now));
            // What must not be lost is told before what only shows it.
            heard.add(courier);
            interrupted.forEach(event -> endAfterDeath(event, heard));
            LiveUpdates live = new LiveUpdates();
            heard.add(live);
            Watches watches = open(new Watches(surroundings(heard)));
            DetectorLibrary library = new DetectorLibrary(data, new DetectorStore(database));
            RenewedLater renewed = new RenewedLater(live);
            Learnings learnings = open(new Learnings(data, config.learningOrUsual(), library, renewed));
            CameraDesk cameras = new CameraDesk(
                    config.cameras().orElse(List.of()),
                    new CameraStore(database),
                    watches,
                    learnings,
                    library,
                    new FootageFolders(footageFolders()));
            renewed.desk = Optional.of(cameras);
            Metrics metrics = open(new Metrics(cameras, this::figure));
            heard.add(new Counting(metrics));
            open(retention());
            web = open(WebServer.start(
                    config.webOrUsual(),
                    new WebServer.Parts(
                            accounts,
                            cameras,
                            events,
                            folders,
                            live,
                            courier,
                            version(),
                            this::system,
                            metrics::scrape,
                            this::problems)));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Whoever was told that an event began is told that it is over. */
    private void endAfterDeath(StoredEvent event, Heard heard) {
        LOG.warn("event {} was going on when the server last died", event.id());
        try {
            folders.clearUnfinished(event.id());
        } catch (VedetteException e) {
            LOG.warn("{}", e.getMessage());
        }
        heard.event(event);
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.add(part);
        return part;
    }

    private Surroundings surroundings(WatchListener listener) {
        int threads = Runtime.getRuntime().availableProcessors();
        CameraPool pool = open(new CameraPool());
        Duration buffered = Duration.ofSeconds(
                Math.round(3600 * config.learningOrUsual().hours().orElse(24.0)));
        return new Surroundings(
                pool,
                threads,
                DecoderProcess::start,
                EventRules.of(config.eventsOrUsual()),
                events,
                folders,
                data.resolve("buffer"),
                buffered,
                Ticker.system(),
                listener);
    }

    private List<Path> footageFolders() {
        List<Path> roots = new ArrayList<>(List.of(data.resolve("footage")));
        config.footage().ifPresent(named -> named.forEach(folder -> roots.add(Path.of(folder))));
        return roots;
    }

    private AutoCloseable retention() {
        Retention retention = new Retention(config.retentionOrUsual(), events, folders);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "vedette-retention");
            thread.setDaemon(true);
            return thread;
        });
        var unused = clock.scheduleWithFixedDelay(() -> clear(retention), 5, RETENTION_SECONDS, TimeUnit.SECONDS);
        return clock::shutdownNow;
    }

    private void clear(Retention retention) {
        try {
            int cleared = retention.clear(Instant.now());
            if (cleared > 0) {
                LOG.info("{} events were cleared away", cleared);
            }
            retentionFault = Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("events are not cleared away: {}", e.toString());
            retentionFault = Optional.of("events are not cleared away (" + e.getMessage() + ")");
        }
    }

    /** What another detector means for a watch, known only after both learning and cameras exist. */
    private static final class RenewedLater implements Learnings.Listener {
        private final LiveUpdates live;
        private volatile Optional<CameraDesk> desk = Optional.empty();

        RenewedLater(LiveUpdates live) {
            this.live = live;
        }

        @Override
        public void changed(LearningStatus status) {
            if (status.over()) {
                LOG.info(
                        "camera={} learning={} message=\"{}\"",
                        status.camera(),
                        status.state(),
                        status.message().orElse(""));
            }
            live.learning(status);
        }

        @Override
        public void learned(CameraConfig camera) {
            desk.ifPresent(cameras -> cameras.renew(camera));
        }
    }

    private record Counting(Metrics metrics) implements WatchListener {
        @Override
        public void frame(String camera, CameraStatus status) {
            // Frames are counted where they are seen.
        }

        @Override
        public void state(String camera, CameraStatus status) {
            // Metrics ask for it.
        }

        @Override
        public void event(StoredEvent event) {
            if (event.ended().isPresent() && event.repeats() == 0) {
                metrics.eventEnded();
            }
        }
    }

    private double figure(String name) {
        return switch (name) {
            case "disk.free.bytes" -> data.toFile().getUsableSpace();
            case "events.stored" -> events.count();
            case "events.stored.bytes" -> events.bytes();
            default -> Double.NaN;
        };
    }

    private Map<String, Object> system() {
        Map<String, Object> system = new LinkedHashMap<>();
        system.put("version", version());
        system.put("freeBytes", data.toFile().getUsableSpace());
        system.put("events", events.count());
        system.put("eventBytes", events.bytes());
        system.put("retentionDays", config.retentionOrUsual().days().orElse(30.0));
        system.put("retentionGigabytes", config.retentionOrUsual().gigabytes().orElse(20.0));
        system.put("freeGigabytes", config.retentionOrUsual().freeGigabytes().orElse(2.0));
        system.put("footage", footageFolders().stream().map(Path::toString).toList());
        system.put("problems", problems());
        return system;
    }

    private Map<String, String> problems() {
        Map<String, String> problems = new LinkedHashMap<>();
        if (!database.alive()) {
            problems.put("store", "the store does not answer, or its file is gone");
        }
        retentionFault.ifPresent(fault -> problems.put("retention", fault));
        return problems;
    }

    private static String version() {
        return Optional.ofNullable(VedetteServer.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw VedetteException.badConfiguration("web.host is " + host + ", which is no address of this machine");
        }
    }

    /** The port of the page. */
    public int port() {
        return web.port();
    }

    /** The password of the account {@code admin} that was made at this start; told nowhere else. Empty if none was made. */
    public Optional<String> firstPassword() {
        return firstPassword;
    }

    /** Ends within ten seconds; events that go on are ended and written. */
    @Override
    public void close() {
        for (int i = opened.size() - 1; i >= 0; i--) {
            try {
                opened.get(i).close();
            } catch (Exception e) {
                LOG.warn("a part of the server did not close: {}", e.toString());
            }
        }
        opened.clear();
    }
}
