package dev.vedette.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.vedette.fault.VedetteException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;

/** The SQLite file in which everything but pictures and clips is kept; brought up to date when it is opened. Thread-safe. */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    private final Path file;
    private final HikariDataSource source;
    private final Jdbi jdbi;

    private Database(Path file, HikariDataSource source) {
        this.file = file;
        this.source = source;
        this.jdbi = Jdbi.create(source);
    }

    /**
     * Opens the file, or makes it.
     *
     * @throws VedetteException device, when it cannot be opened; unsupported version, when a newer Vedette wrote it
     */
    public static Database open(Path file) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("vedette-store");
        config.setMaximumPoolSize(CONNECTIONS);
        // A write-ahead log lets the page read while an event is written, and survives a hard kill.
        config.setJdbcUrl("jdbc:sqlite:" + file.toAbsolutePath()
                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&foreign_keys=true");
        try {
            HikariDataSource source = new HikariDataSource(config);
            try {
                Flyway.configure()
                        .dataSource(source)
                        .locations("classpath:dev/vedette/server/store")
                        .loggers("slf4j")
                        .load()
                        .migrate();
                return new Database(file, source);
            } catch (RuntimeException e) {
                source.close();
                throw e;
            }
        } catch (HikariPool.PoolInitializationException | FlywayException e) {
            throw VedetteException.device(
                    "the store " + file + " cannot be used ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + "): check the disk, or choose another folder with --data",
                    e);
        }
    }

    Jdbi jdbi() {
        return jdbi;
    }

    /** Whether it answers, from a file that is still there: one that was deleted goes on until it is closed, and then all is lost. */
    public boolean alive() {
        try {
            return Files.exists(file)
                    && jdbi.withHandle(handle -> handle.createQuery("SELECT 1")
                                    .mapTo(Integer.class)
                                    .one())
                            == 1;
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
