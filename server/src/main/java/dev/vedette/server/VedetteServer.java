package dev.vedette.server;

import dev.vedette.detection.CameraPool;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.access.Accounts;
import dev.vedette.server.access.Role;
import dev.vedette.server.config.CameraConfig;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.learning.DetectorLibrary;
import dev.vedette.server.learning.LearningStatus;
import dev.vedette.server.learning.Learnings;
import dev.vedette.server.notification.Courier;
import dev.vedette.server.store.AccountStore;
import dev.vedette.server.store.CameraStore;
import dev.vedette.server.store.Database;
import dev.vedette.server.store.DetectorStore;
import dev.vedette.server.store.EventStore;
import dev.vedette.server.store.OutboxStore;
import dev.vedette.server.store.SecretBox;
import dev.vedette.server.store.StoredEvent;
import dev.vedette.server.watch.CameraStatus;
import dev.vedette.server.watch.EventFolders;
import dev.vedette.server.watch.EventLedger;
import dev.vedette.server.watch.EventRules;
import dev.vedette.server.watch.Retention;
import dev.vedette.server.watch.SettledClock;
import dev.vedette.server.watch.Surroundings;
import dev.vedette.server.watch.Ticker;
import dev.vedette.server.watch.WatchListener;
import dev.vedette.server.watch.Watches;
import dev.vedette.server.web.LiveUpdates;
import dev.vedette.server.web.WebServer;
import dev.vedette.video.camera.DecoderProcess;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
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
    private static final long LEDGER_SECONDS = 5;
    private static final long ACCOUNTS_SECONDS = 5;

    /** What has been opened, to be closed in the opposite order. */
    private final List<AutoCloseable> opened = new ArrayList<>();

    private final Ticker ticker;
    private final SettledClock settled;
    private final Path data;
    private final Optional<String> firstPassword;
    private final EventStore events;
    private final EventFolders folders;
    private final EventLedger ledger;
    private final Database database;
    private final WebServer web;
    /** What was configured at the start, and holds until the next where it cannot be changed in between. */
    private final ServeConfig started;

    private final Courier courier;
    private final CameraDesk cameras;

    private volatile ServeConfig config;
    /** What holds whole: the same, but while it is being applied or when that failed. */
    private ServeConfig applied;

    private volatile Optional<FollowedFile> file = Optional.empty();
    private volatile Optional<String> retentionFault = Optional.empty();

    /**
     * Starts to watch.
     *
     * @param data folder that everything is kept in; made if it is not there
     * @throws VedetteException bad configuration or device, when it cannot start
     */
    public static VedetteServer start(ServeConfig config, Path data) {
        return start(config, data, Ticker.system());
    }

    /** The same with a clock of one's own. */
    public static VedetteServer start(ServeConfig config, Path data, Ticker ticker) {
        return new VedetteServer(config, data, ticker);
    }

    private VedetteServer(ServeConfig config, Path dataFolder, Ticker ticker) {
        this.ticker = ticker;
        this.settled = new SettledClock(ticker);
        this.config = config;
        this.applied = config;
        this.started = config;
        try {
            data = open(DataFolder.open(dataFolder)).path();
            database = open(database(config));
            folders = new EventFolders(data.resolve("events"));
            Accounts accounts = new Accounts(new AccountStore(database), ticker::now, ticker::nanos);
            // Who can be reached from elsewhere must have a password before anybody comes.
            firstPassword = isLoopback(config.webOrUsual().address()) ? Optional.empty() : accounts.first();
            courier = open(new Courier(config, folders, new OutboxStore(database), ticker::now));
            events = new EventStore(database, courier::letter);
            Heard heard = new Heard();
            heard.add(courier);
            ledger = new EventLedger(events, folders, heard::event);
            events.endInterrupted(ledger::awaits).forEach(event -> endAfterDeath(event, heard));
            LiveUpdates live = new LiveUpdates(this::unable);
            heard.add(live);
            Watches watches = open(new Watches(surroundings(heard)));
            DetectorLibrary library = new DetectorLibrary(data, new DetectorStore(database));
            RenewedLater renewed = new RenewedLater(live);
            Learnings learnings = open(new Learnings(data, () -> this.config.learningOrUsual(), library, renewed));
            cameras = new CameraDesk(
                    new CameraStore(database, SecretBox.of(config.storeOrUsual().key(), data)),
                    watches,
                    learnings,
                    library,
                    new FootageFolders(this::footageFolders));
            renewed.desk = Optional.of(cameras);
            cameras.watch(config.cameras().orElse(List.of()));
            Metrics metrics = open(new Metrics(cameras, this::figure));
            heard.add(new Counting(metrics));
            open(every("vedette-retention", RETENTION_SECONDS, this::clear));
            open(every("vedette-ledger", LEDGER_SECONDS, ledger::save));
            open(every("vedette-accounts", ACCOUNTS_SECONDS, accounts::refresh));
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
                            this::unable)));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private Database database(ServeConfig config) {
        return config.storeOrUsual()
                .postgres()
                .map(Database::open)
                .orElseGet(() -> Database.open(data.resolve("vedette.db")));
    }

    /** Nobody will end an event that was going on. */
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
        return new Surroundings(
                pool,
                threads,
                (camera, round) -> DecoderProcess.start(camera.order(round)),
                () -> EventRules.of(config.eventsOrUsual()),
                ledger,
                folders,
                data.resolve("buffer"),
                this::buffered,
                ticker,
                listener);
    }

    private Duration buffered() {
        return Duration.ofSeconds(
                Math.round(3600 * config.learningOrUsual().hours().orElse(24.0)));
    }

    private List<Path> footageFolders() {
        List<Path> roots = new ArrayList<>(List.of(data.resolve("footage")));
        config.footage().ifPresent(named -> named.forEach(folder -> roots.add(Path.of(folder))));
        return roots;
    }

    private static AutoCloseable every(String name, long seconds, Runnable work) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(run -> {
            Thread thread = new Thread(run, name);
            thread.setDaemon(true);
            return thread;
        });
        var unused = clock.scheduleWithFixedDelay(work, LEDGER_SECONDS, seconds, TimeUnit.SECONDS);
        return clock::shutdownNow;
    }

    private void clear() {
        try {
            int cleared = new Retention(config.retentionOrUsual(), events, folders).clear(settled.now());
            if (cleared > 0) {
                LOG.info("{} events were cleared away", cleared);
            }
            retentionFault = Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("events are not cleared away: {}", e.toString());
            // A lost store is told as such, and is no fault of clearing away for long after.
            retentionFault = Optional.of("events are not cleared away (" + e.getMessage() + ")")
                    .filter(fault -> database.alive());
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
            case "configuration.sound" -> file.flatMap(FollowedFile::fault).isPresent() ? 0 : 1;
            default -> Double.NaN;
        };
    }

    /** @param role of who wants to know */
    private Map<String, Object> system(Role role) {
        Map<String, Object> system = new LinkedHashMap<>();
        system.put("version", version());
        system.put("freeBytes", data.toFile().getUsableSpace());
        try {
            system.put("events", events.count());
            system.put("eventBytes", events.bytes());
        } catch (VedetteException e) {
            // The problems below tell that the store is away; the rest is known without it.
        }
        system.put("retentionDays", config.retentionOrUsual().days().orElse(30.0));
        system.put("retentionGigabytes", config.retentionOrUsual().gigabytes().orElse(20.0));
        system.put("freeGigabytes", config.retentionOrUsual().freeGigabytes().orElse(2.0));
        system.put("footage", footageFolders().stream().map(Path::toString).toList());
        system.put("timeZone", ZoneId.systemDefault().getId());
        system.put("problems", problems(role));
        return system;
    }

    /** Everything that somebody should look after. What is wrong with a file of passwords is for administrators alone. */
    private Map<String, String> problems(Role role) {
        Map<String, String> problems = unable();
        file.flatMap(FollowedFile::fault)
                .map(fault -> role.mayActAs(Role.admin) ? fault : "an administrator sees which")
                .ifPresent(fault -> problems.put(
                        "configuration", "the configuration has faults, and what was valid before goes on: " + fault));
        afterNewStart().ifPresent(what -> problems.put("restart", what));
        return problems;
    }

    /** What of the configuration cannot hold yet, if anything. */
    private Optional<String> afterNewStart() {
        List<String> later = new ArrayList<>();
        if (!config.webOrUsual().isLike(started.webOrUsual())) {
            later.add("web");
        }
        if (!config.storeOrUsual().equals(started.storeOrUsual())) {
            later.add("store");
        }
        return Optional.of(later)
                .filter(any -> !any.isEmpty())
                .map(any -> "what changed under " + String.join(" and ", any)
                        + " in the configuration holds after a new start");
    }

    /** What keeps the server from doing its work. */
    private Map<String, String> unable() {
        Map<String, String> problems = new LinkedHashMap<>();
        if (!database.alive()) {
            problems.put(
                    "store",
                    "the store does not answer, or its file is gone: watching goes on, and events are kept until it is"
                            + " back");
        }
        ledger.fault().ifPresent(fault -> problems.put("events", fault));
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

    /**
     * Has another configuration hold. Cameras that did not change are not disturbed; where the page and the store are changes
     * with the next start alone.
     */
    public synchronized void apply(ServeConfig next) {
        if (next.equals(applied) && next.equals(config)) {
            return;
        }
        config = next;
        courier.tell(next);
        cameras.watch(next.cameras().orElse(List.of()));
        applied = next;
        LOG.info("the changed configuration holds");
        afterNewStart().ifPresent(LOG::warn);
    }

    /**
     * Applies the changes of a configuration file from now on. One with faults changes nothing; they are told in the log and on the page
     * until they are mended.
     *
     * @param file need not be there yet
     * @param given what is said elsewhere and comes before the file
     */
    public synchronized void follow(Path file, UnaryOperator<ServeConfig> given) {
        this.file = Optional.of(open(new FollowedFile(file, next -> apply(given.apply(next)))));
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
