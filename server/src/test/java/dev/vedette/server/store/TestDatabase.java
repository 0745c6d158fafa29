package dev.vedette.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The databases that the stores are tested on. One of a folder is the same whenever it is opened. */
public enum TestDatabase {
    SQLITE {
        @Override
        public Database open(Path folder) {
            return Database.open(folder.resolve("vedette.db"));
        }

        @Override
        public void execute(Path folder, String statement) throws SQLException {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("vedette.db"))) {
                connection.createStatement().execute(statement);
            }
        }
    },

    POSTGRESQL {
        @Override
        public Database open(Path folder) throws SQLException {
            PostgresServer server = Shared.server();
            String known = Shared.NAMES.get(folder);
            if (known != null) {
                return Database.open(server.url(known));
            }
            String name = "test" + Shared.NAMES.size();
            Shared.NAMES.put(folder, name);
            return Database.open(server.create(name));
        }

        @Override
        public void execute(Path folder, String statement) throws SQLException {
            Shared.server().execute(Shared.NAMES.get(folder), statement);
        }
    };

    public abstract Database open(Path folder) throws SQLException;

    /** Runs a statement beside the store. */
    public abstract void execute(Path folder, String statement) throws SQLException;

    /** One PostgreSQL for all tests; it ends with them. */
    private static final class Shared {
        static final Map<Path, String> NAMES = new ConcurrentHashMap<>();
        private static PostgresServer server;

        static synchronized PostgresServer server() {
            if (server == null) {
                try {
                    Path folder = Files.createTempDirectory("vedette-postgresql");
                    PostgresServer started = PostgresServer.start(folder);
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started, folder)));
                    server = started;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return server;
        }

        private static void end(PostgresServer started, Path folder) {
            try {
                started.close();
                try (Stream<Path> tree = Files.walk(folder)) {
                    for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(path);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
