package dev.vedette.flink.results;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.postgresql.Driver;

/**
 * Tables of PostgreSQL. Rows are written after the checkpoint that has them, at least once, and over those with the same key, so what is
 * there in the end is what one writing would have left. That needs no prepared transactions, which PostgreSQL has switched off by default.
 */
final class JdbcTarget implements ResultTarget {
    static final String SCHEME = "jdbc:";
    static final String EXAMPLE = "jdbc:postgresql://host/database";
    private static final String POSTGRES = "jdbc:postgresql:";
    /** Class 28: the user or the password is wrong; 3D: there is no such database. */
    private static final List<String> OURS_TO_MEND = List.of("28", "3D");

    private static final int ROWS_AT_ONCE = 1000;

    private final String url;
    private final ConnectionSettings settings;
    private final TableSet set;

    private JdbcTarget(String url, ConnectionSettings settings, TableSet set) {
        this.url = url;
        this.settings = settings;
        this.set = set;
    }

    static JdbcTarget of(String url, ConnectionSettings settings, TableSet set) {
        if (!url.startsWith(POSTGRES)) {
            throw VedetteException.badConfiguration(
                    "results go to no such database: expected PostgreSQL, as in " + EXAMPLE);
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=") || url.contains("@")) {
            throw VedetteException.badConfiguration(
                    "the database's address must not hold a user's password, as everybody"
                            + " could read it: give a file with lines user=… and password=… (--to-settings)");
        }
        return new JdbcTarget(url, settings, set);
    }

    @Override
    public void prepare(List<Expected> videos) {
        try (Connection connection = connect(url, settings)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (Table table : set.tables()) {
                    statement.execute(create(table));
                }
            }
            for (Table table : set.tables()) {
                requireColumns(connection, table);
                remove(connection, table, videos);
            }
            connection.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Each machine reads what it needs to connect, whenever it connects. */
    private static Connection connect(String url, ConnectionSettings settings) throws SQLException {
        // The driver itself: a class loader of Flink's may hide it from java.sql.DriverManager.
        return new Driver().connect(url, settings.read());
    }

    /** A table of this name may be somebody else's; the database says what it misses. */
    private static void requireColumns(Connection connection, Table table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(upsert(table))) {
            statement.getParameterMetaData();
        }
    }

    private static void remove(Connection connection, Table table, List<Expected> videos) throws SQLException {
        if (videos.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM " + name(table) + " WHERE camera = ? AND video = ?")) {
            int waiting = 0;
            for (Expected video : videos) {
                statement.setString(1, video.camera());
                statement.setString(2, video.video());
                statement.addBatch();
                if (++waiting % ROWS_AT_ONCE == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
    }

    @Override
    public void take(DataStream<Row> rows) {
        String address = url;
        ConnectionSettings withSettings = settings;
        rows.sinkTo(new CheckpointedSink(committed -> write(address, withSettings, committed)))
                .name("all to PostgreSQL")
                .uid("postgresql");
    }

    private static void fill(PreparedStatement statement, Row row) throws SQLException {
        int number = 0;
        for (Object value : row.values().values()) {
            statement.setObject(++number, parameter(value));
        }
    }

    private static Object parameter(Object value) {
        if (value instanceof Instant moment) {
            return moment.atOffset(ZoneOffset.UTC);
        }
        // The only character that PostgreSQL has none of; a reason may come from anywhere.
        return value instanceof String text ? text.replace("\0", "") : value;
    }

    /** Connected only meanwhile: with a checkpoint, once for each slot, and not for each of its tables. */
    private static void write(String url, ConnectionSettings settings, List<Row> rows) throws IOException {
        try (Connection connection = connect(url, settings)) {
            connection.setAutoCommit(false);
            for (Map.Entry<Table, List<Row>> ofTable :
                    rows.stream().collect(Collectors.groupingBy(Row::table)).entrySet()) {
                write(connection, ofTable.getKey(), ofTable.getValue());
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IOException("results cannot be written into the database (" + e.getMessage() + ")", e);
        }
    }

    private static void write(Connection connection, Table table, List<Row> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(upsert(table))) {
            int waiting = 0;
            for (Row row : rows) {
                fill(statement, row);
                statement.addBatch();
                if (++waiting % ROWS_AT_ONCE == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private static String name(Table table) {
        return "vedette_" + table.name('_');
    }

    private static String create(Table table) {
        List<String> parts = new ArrayList<>();
        table.columns()
                .forEach(
                        column -> parts.add(quoted(column) + " " + column.kind().sql() + " NOT NULL"));
        parts.add("PRIMARY KEY (" + list(table.keys()) + ")");
        return "CREATE TABLE IF NOT EXISTS " + name(table) + " (" + String.join(", ", parts) + ")";
    }

    private static String upsert(Table table) {
        List<Column> columns = table.columns();
        List<Column> rest = columns.subList(table.keys().size(), columns.size());
        return "INSERT INTO " + name(table) + " (" + list(columns) + ") VALUES ("
                + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ") ON CONFLICT ("
                + list(table.keys()) + ") DO UPDATE SET "
                + rest.stream()
                        .map(column -> quoted(column) + " = EXCLUDED." + quoted(column))
                        .collect(Collectors.joining(", "));
    }

    private static String list(List<Column> columns) {
        return columns.stream().map(JdbcTarget::quoted).collect(Collectors.joining(", "));
    }

    /** Some names, such as end, are words of SQL. */
    private static String quoted(Column column) {
        return '"' + column.name() + '"';
    }

    private VedetteException failed(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String message = "the database at " + url + " failed (" + e.getMessage() + ")";
        return OURS_TO_MEND.stream().anyMatch(state::startsWith)
                ? VedetteException.badConfiguration(message + ": check its address and the settings of the connection")
                : VedetteException.device(message, e);
    }
}
