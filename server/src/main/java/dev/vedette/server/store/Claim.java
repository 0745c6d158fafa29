package dev.vedette.server.store;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.PostgresUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server at a time uses a database of PostgreSQL: it holds a lock there as long as its connection lives. What is lost with the database is
 * not claimed again, since the other server would have had to start just then.
 */
final class Claim implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Claim.class);

    /** Any number will do that nobody else locks in this database. */
    private static final long NUMBER = 0x76656465747465L;

    /** SQLSTATE of a lock that was not to be had in time. */
    private static final String TAKEN = "55P03";

    private final Connection connection;

    private Claim(Connection connection) {
        this.connection = connection;
    }

    /** @throws VedetteException device, when the database does not answer; bad configuration, when another server has it */
    static Claim of(PostgresUrl url) {
        Properties properties = new Properties();
        url.user().ifPresent(user -> properties.setProperty("user", user));
        url.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("tcpKeepAlive", "true");
        try {
            Claim claim = new Claim(DriverManager.getConnection(url.jdbc(), properties));
            if (!claim.locked()) {
                claim.close();
                throw VedetteException.badConfiguration("another vedette serve uses the database " + url.shown()
                        + ": end it, or name another under store: in the configuration");
            }
            return claim;
        } catch (SQLException e) {
            throw VedetteException.device(
                    "the store " + url.shown() + " cannot be used ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + "): check that it runs, its name, user and password",
                    e);
        }
    }

    private boolean locked() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // The lock of a machine that went away without a word is let go of after minutes, not hours.
            statement.execute(
                    "SET tcp_keepalives_idle = 60; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3");
            // That of a server that has just ended, or was killed, a moment after it.
            statement.execute("SET lock_timeout = '5s'");
            statement.execute("SELECT pg_advisory_lock(" + NUMBER + ")");
            return true;
        } catch (SQLException e) {
            if (TAKEN.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("the database is not let go of: {}", e.getMessage());
        }
    }
}
