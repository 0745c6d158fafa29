package dev.vedette.server.store;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** A copy of an SQLite store as it is at one moment, while a server may use it; gone when it is closed. */
public final class Snapshot implements AutoCloseable {
    private final Path folder;
    private final Set<Long> events;

    private Snapshot(Path folder, Set<Long> events) {
        this.folder = folder;
        this.events = Set.copyOf(events);
    }

    /**
     * Takes one.
     *
     * @param file beside which there is room for it
     * @throws VedetteException device, when the store does not read or the disk is full
     */
    public static Snapshot beside(Path file, Path store) throws IOException {
        Path place = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Path folder = Files.createTempDirectory(place, ".vedette-snapshot");
        try {
            copy(store, folder.resolve("vedette.db"));
            return new Snapshot(folder, events(folder.resolve("vedette.db")));
        } catch (SQLException e) {
            delete(folder);
            throw VedetteException.device("the store " + store + " cannot be copied (" + e.getMessage() + ")", e);
        }
    }

    private static void copy(Path store, Path copy) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + store.toAbsolutePath() + "?busy_timeout=10000");
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM INTO '" + copy.toString().replace("'", "''") + "'");
        }
    }

    private static Set<Long> events(Path copy) throws SQLException {
        Set<Long> events = new HashSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM event")) {
            while (rows.next()) {
                events.add(rows.getLong(1));
            }
        }
        return events;
    }

    public Path file() {
        return folder.resolve("vedette.db");
    }

    /** Numbers of the events in it. */
    public Set<Long> events() {
        return events;
    }

    @Override
    public void close() throws IOException {
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve("vedette.db"));
        Files.deleteIfExists(folder);
    }
}
