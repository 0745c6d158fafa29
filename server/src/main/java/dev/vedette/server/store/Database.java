package dev.vedette.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.PostgresUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The database in which everything but pictures and clips is kept, an SQLite file or one of PostgreSQL; brought up to date when it is opened.
 * One that is lost is asked again and again. Thread-safe.
 */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(2);

    /** So long nobody asks again who was just not answered, so that threads do not queue up to wait. */
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(1);

    /** SQLSTATEs of a connection that broke and of a database that is being stopped. */
    private static final Pattern LOST = Pattern.compile("08...|57P..");

    private final Vendor vendor;
    private final Optional<Path> file;
    /** What tells the file from another of its name; empty where the system has no such thing. */
    private final Optional<Object> key;

    private final HikariDataSource source;
    private final Optional<Claim> claim;
    private final Jdbi jdbi;
    private volatile long silentSince = System.nanoTime() - SILENCE;

    private Database(Vendor vendor, Optional<Path> file, HikariDataSource source, Optional<Claim> claim) {
        this.vendor = vendor;
        this.file = file;
        this.key = file.flatMap(Database::key);
        this.source = source;
        this.claim = claim;
        this.jdbi = Jdbi.create(source);
    }

    /**
     * Opens an SQLite file, or makes it.
     *
     * @throws VedetteException device, when it cannot be opened; unsupported version, when a newer Vedette wrote it
     */
    public static Database open(Path file) {
        HikariConfig config = new HikariConfig();
        // A write-ahead log lets the page read while an event is written, and survives a hard kill.
        // Transactions are there to write: one that reads first could not wait for its turn later.
        config.setJdbcUrl("jdbc:sqlite:" + file.toAbsolutePath()
                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&foreign_keys=true&transaction_mode=IMMEDIATE");
        // A connection that is opened later would make an empty file where somebody deleted this one.
        config.setMaxLifetime(0);
        return opened("the store " + file, "check the disk, or choose another folder with --data", () -> {
            HikariDataSource source = pool(config);
            return migrated(
                    Vendor.SQLITE,
                    Optional.of(file),
                    source,
                    Vendor.SQLITE.migrations(Flyway.configure()).dataSource(source),
                    Optional.empty());
        });
    }

    /**
     * Opens a database of PostgreSQL, which must be there.
     *
     * @throws VedetteException device, when it cannot be opened; unsupported version, when a newer Vedette wrote it; bad configuration, when
     *     another server uses it
     */
    public static Database open(PostgresUrl url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url.jdbc());
        url.user().ifPresent(config::setUsername);
        url.password().ifPresent(config::setPassword);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setValidationTimeout(PATIENCE_MILLIS - 1);
        config.addDataSourceProperty("ApplicationName", "vedette");
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("socketTimeout", "10");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return opened("the store " + url.shown(), "check that it runs, its name, user and password", () -> {
            Claim claim = Claim.of(url);
            try {
                // Not from the pool, whose connections give up after seconds: a migration may take longer.
                var flyway = Vendor.POSTGRESQL
                        .migrations(Flyway.configure())
                        .dataSource(
                                url.jdbc(),
                                url.user().orElse(null),
                                url.password().orElse(null));
                return migrated(Vendor.POSTGRESQL, Optional.empty(), pool(config), flyway, Optional.of(claim));
            } catch (RuntimeException e) {
                claim.close();
                throw e;
            }
        });
    }

    private static Optional<Object> key(Path file) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static HikariDataSource pool(HikariConfig config) {
        config.setPoolName("vedette-store");
        config.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(config);
    }

    private static Database opened(String what, String todo, Supplier<Database> opening) {
        try {
            return opening.get();
        } catch (HikariPool.PoolInitializationException | FlywayException e) {
            throw VedetteException.device(what + " cannot be used (" + reason(e) + "): " + todo, e);
        }
    }

    private static Database migrated(
            Vendor vendor,
            Optional<Path> file,
            HikariDataSource source,
            FluentConfiguration flyway,
            Optional<Claim> claim) {
        try {
            Flyway migrations = flyway.load();
            if (Stream.of(migrations.info().applied())
                    .anyMatch(one -> one.getState() == MigrationState.FUTURE_SUCCESS)) {
                throw VedetteException.unsupportedVersion(
                        "a newer Vedette wrote the store: use that one, or a backup from before");
            }
            migrations.migrate();
            return new Database(vendor, file, source, claim);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    <T> T with(HandleCallback<T, RuntimeException> work) {
        return answered(() -> jdbi.withHandle(work));
    }

    void use(HandleConsumer<RuntimeException> work) {
        with(work.asCallback());
    }

    <T> T inTransaction(HandleCallback<T, RuntimeException> work) {
        return answered(() -> jdbi.inTransaction(work));
    }

    void useTransaction(HandleConsumer<RuntimeException> work) {
        inTransaction(work.asCallback());
    }

    /** Failures of the database are the device's, wherever they turn up. */
    private <T> T answered(Supplier<T> work) {
        if (System.nanoTime() - silentSince < SILENCE) {
            throw VedetteException.device("the store does not answer", null);
        }
        if (file.filter(Files::notExists).isPresent()) {
            // A file that was deleted goes on until it is closed, and then all is lost.
            throw VedetteException.device("the store's file " + file.get() + " is gone", null);
        }
        if (key.isPresent() && !key.equals(file.flatMap(Database::key))) {
            throw VedetteException.device(
                    "the store's file " + file.orElseThrow() + " is another than the server began with: start it anew",
                    null);
        }
        try {
            return work.get();
        } catch (ConnectionException e) {
            silentSince = System.nanoTime();
            throw VedetteException.device("the store does not answer (" + reason(e) + ")", e);
        } catch (JdbiException e) {
            boolean lost = root(e) instanceof SQLException sql
                    && LOST.matcher(String.valueOf(sql.getSQLState())).matches();
            throw VedetteException.device(
                    "the store " + (lost ? "does not answer" : "fails") + " (" + reason(e) + ")", e);
        }
    }

    private static Throwable root(Throwable fault) {
        return fault.getCause() == null ? fault : root(fault.getCause());
    }

    /** What the database itself said, in a line. */
    private static String reason(Throwable fault) {
        return String.valueOf(root(fault).getMessage()).lines().findFirst().orElse("");
    }

    /** Leaves nothing of what was there before in the files, as far as that is in the hands of a client. */
    void forgetWhatWasChanged() {
        vendor.cleaning().forEach(statement -> use(handle -> handle.execute(statement)));
    }

    /** Whether it answers. */
    public boolean alive() {
        try {
            return with(handle ->
                            handle.createQuery("SELECT 1").mapTo(Integer.class).one())
                    == 1;
        } catch (VedetteException e) {
            return false;
        }
    }

    @Override
    public void close() {
        source.close();
        claim.ifPresent(Claim::close);
    }
}
