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
import dev.vedette.server.store.AccountStore;
import dev.vedette.server.store.CameraStore;
import dev.vedette.server.store.Database;
import dev.vedette.server.store.DetectorStore;
import dev.vedette.server.store.EventStore;
import dev.vedette.server.store.OutboxStore;
import dev.vedette.server.store.SecretBox;
import dev.vedette.server.store.StoredEvent;
import dev.vedette.server.store.TroubleStore;
import dev.vedette.server.watch.CameraStatus;
import dev.vedette.server.watch.EventFolders;
import dev.vedette.server.watch.EventLedger;
import dev.vedette.server.watch.EventRules;
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
import java.util.ArrayList;
import java.util.List;
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
    private final LiveConfig config;
    private final Path data;
    private final Optional<String> firstPassword;
    private final EventFolders folders;
    private final EventLedger ledger;
    private final Courier courier;
    private final CameraDesk cameras;
    private final WebServer web;

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
        this.config = new LiveConfig(config);
        try {
            data = open(DataFolder.open(dataFolder)).path();
            Database database = open(database(config));
            folders = new EventFolders(data.resolve("events"));
            Accounts accounts = new Accounts(new AccountStore(database), ticker::now, ticker::nanos);
            // Who can be reached from elsewhere must have a password before anybody comes.
            firstPassword = isLoopback(config.webOrUsual().address()) ? Optional.empty() : accounts.first();
            courier = open(
                    new Courier(config, folders, new OutboxStore(database), new TroubleStore(database), ticker::now));
            EventStore events = new EventStore(database, courier::letter);
            Heard heard = new Heard();
            heard.add(courier);
            ledger = new EventLedger(events, folders, heard::event);
            events.endInterrupted(ledger::awaits).forEach(event -> endAfterDeath(event, heard));
            Clearing clearing = new Clearing(this.config, database, events, folders, new SettledClock(ticker));
            SelfReport self = new SelfReport(data, this.config, database, events, ledger, clearing);
            LiveUpdates live = new LiveUpdates(self::unable);
            heard.add(live);
            Watches watches = open(new Watches(surroundings(heard)));
            DetectorLibrary library = new DetectorLibrary(data, new DetectorStore(database));
            RenewedLater renewed = new RenewedLater(live);
            Learnings learnings =
                    open(new Learnings(data, () -> this.config.now().learningOrUsual(), library, renewed));
            cameras = new CameraDesk(
                    new CameraStore(database, SecretBox.of(config.storeOrUsual().key(), data)),
                    watches,
                    learnings,
                    library,
                    new FootageFolders(() -> this.config.footageFolders(data)));
            renewed.desk = Optional.of(cameras);
            cameras.watch(config.cameras().orElse(List.of()));
            courier.knowOnly(cameras.cameras().stream().map(CameraConfig::name).toList());
            Metrics metrics = open(new Metrics(cameras, self::figure));
            heard.add(new Counting(metrics));
            open(every("vedette-retention", RETENTION_SECONDS, clearing));
            open(every("vedette-ledger", LEDGER_SECONDS, ledger::save));
            open(every("vedette-cameras", LEDGER_SECONDS, cameras::renewAgain));
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
                            SelfReport.version(),
                            self::system,
                            metrics::scrape,
                            self::unable)));
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
                () -> EventRules.of(config.now().eventsOrUsual()),
                ledger,
                folders,
                data.resolve("buffer"),
                config::buffered,
                ticker,
                listener);
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
        public void learned(String camera) {
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

        @Override
        public void removed(String camera) {
            // Metrics ask which there are.
        }
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
    public void apply(ServeConfig next) {
        config.apply(next, changed -> {
            courier.tell(changed);
            cameras.watch(changed.cameras().orElse(List.of()));
        });
    }

    /**
     * Applies the changes of a configuration file from now on. One with faults changes nothing; they are told in the log and on the page
     * until they are mended.
     *
     * @param file need not be there yet
     * @param given what is said elsewhere and comes before the file
     */
    public synchronized void follow(Path file, UnaryOperator<ServeConfig> given) {
        config.comesFrom(open(new FollowedFile(file, next -> apply(given.apply(next)))));
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
