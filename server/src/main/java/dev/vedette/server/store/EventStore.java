package dev.vedette.server.store;

import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.server.store.StoredEvent.Feedback;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Events. Thread-safe. */
public final class EventStore {
    private static final String COLUMNS =
            "id, camera, started_at, ended_at, peak_at, peak_score, threshold, severity, place_left, place_top,"
                    + " place_right, place_bottom, repeats, bytes, protected, feedback";

    private static final String END = """
        UPDATE event SET ended_at = :ended, peak_at = :peak, peak_score = :score, severity = :severity,
          place_left = :left, place_top = :top, place_right = :right, place_bottom = :bottom, bytes = :bytes
        WHERE id = :id
        """;

    private final Database database;

    public EventStore(Database database) {
        this.database = database;
    }

    /**
     * Which events are wanted; what is empty does not matter.
     *
     * @param before only events with smaller numbers, for going further back
     * @param feedback {@code normal}, {@code good} or {@code none}
     */
    public record Filter(
            Optional<String> camera,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<Long> before,
            Optional<String> feedback,
            int limit) {}

    /** Writes an event that begins; one of the same camera and moment is the same, so that nothing is doubled by trying again. @return its number */
    public long begin(String camera, Instant started, double score, double threshold, Place place) {
        return database.with(
                handle -> handle.createQuery("SELECT id FROM event WHERE camera = :camera AND started_at = :started")
                        .bind("camera", camera)
                        .bind("started", started.toEpochMilli())
                        .mapTo(Long.class)
                        .findFirst()
                        .orElseGet(() -> insert(handle, camera, started, score, threshold, place)));
    }

    private static long insert(
            Handle handle, String camera, Instant started, double score, double threshold, Place place) {
        return handle.createUpdate(
                        "INSERT INTO event (camera, started_at, peak_at, peak_score, threshold, place_left, place_top,"
                                + " place_right, place_bottom, repeats, bytes, protected) VALUES (:camera, :started,"
                                + " :started, :score, :threshold, :left, :top, :right, :bottom, 0, 0, 0)")
                .bind("camera", camera)
                .bind("started", started.toEpochMilli())
                .bind("score", score)
                .bind("threshold", threshold)
                .bind("left", place.left())
                .bind("top", place.top())
                .bind("right", place.right())
                .bind("bottom", place.bottom())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /** Writes what is known of an event at its end. */
    public void end(
            long id, Instant ended, Instant peak, double score, Optional<Double> severity, Place place, long bytes) {
        database.use(handle -> handle.createUpdate(END)
                .bind("id", id)
                .bind("ended", ended.toEpochMilli())
                .bind("peak", peak.toEpochMilli())
                .bind("score", score)
                .bind("severity", severity.orElse(null))
                .bind("left", place.left())
                .bind("top", place.top())
                .bind("right", place.right())
                .bind("bottom", place.bottom())
                .bind("bytes", bytes)
                .execute());
    }

    /** Ends, at their peaks, the events that were going on when the process before this one died. @return those */
    public List<StoredEvent> endInterrupted() {
        return database.inTransaction(handle -> {
            List<Long> interrupted = handle.createQuery("SELECT id FROM event WHERE ended_at IS NULL ORDER BY id")
                    .mapTo(Long.class)
                    .list();
            handle.execute("UPDATE event SET ended_at = peak_at WHERE ended_at IS NULL");
            return interrupted.stream().flatMap(id -> find(handle, id).stream()).toList();
        });
    }

    /** One more alarm after an event. */
    public void repeat(long id) {
        use("UPDATE event SET repeats = repeats + 1 WHERE id = ?", id);
    }

    /** @return whether there is such an event */
    public boolean say(long id, Optional<Feedback> feedback) {
        return feedback.isPresent()
                ? changed(
                        "UPDATE event SET feedback = ? WHERE id = ?",
                        feedback.get().name(),
                        id)
                : changed("UPDATE event SET feedback = NULL WHERE id = ?", id);
    }

    /** @return whether there is such an event */
    public boolean keep(long id, boolean kept) {
        return changed("UPDATE event SET protected = ? WHERE id = ?", kept ? 1 : 0, id);
    }

    /** @return whether there was such an event */
    public boolean delete(long id) {
        return changed("DELETE FROM event WHERE id = ?", id);
    }

    public Optional<StoredEvent> find(long id) {
        return database.with(handle -> find(handle, id));
    }

    private static Optional<StoredEvent> find(Handle handle, long id) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM event WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> event(row))
                .findOne();
    }

    /** Newest first. */
    public List<StoredEvent> list(Filter filter) {
        StringBuilder sql = new StringBuilder("SELECT " + COLUMNS + " FROM event WHERE 1 = 1");
        filter.camera().ifPresent(any -> sql.append(" AND camera = :camera"));
        filter.from().ifPresent(any -> sql.append(" AND started_at >= :from"));
        filter.to().ifPresent(any -> sql.append(" AND started_at < :to"));
        filter.before().ifPresent(any -> sql.append(" AND id < :before"));
        filter.feedback()
                .ifPresent(wanted ->
                        sql.append(wanted.equals("none") ? " AND feedback IS NULL" : " AND feedback = :feedback"));
        sql.append(" ORDER BY id DESC LIMIT :limit");
        return database.with(handle -> {
            Query query = handle.createQuery(sql).bind("limit", filter.limit());
            filter.camera().ifPresent(camera -> query.bind("camera", camera));
            filter.from().ifPresent(from -> query.bind("from", from.toEpochMilli()));
            filter.to().ifPresent(to -> query.bind("to", to.toEpochMilli()));
            filter.before().ifPresent(before -> query.bind("before", before));
            filter.feedback().filter(f -> !f.equals("none")).ifPresent(f -> query.bind("feedback", f));
            return query.map((row, context) -> event(row)).list();
        });
    }

    /** Ended events that may be cleared away, oldest first. */
    public List<StoredEvent> unprotected(int limit) {
        return database.with(handle -> handle.createQuery("SELECT " + COLUMNS
                        + " FROM event WHERE protected = 0 AND ended_at IS NOT NULL ORDER BY id LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> event(row))
                .list());
    }

    /** Bytes that all events' files take. */
    public long bytes() {
        return database.with(handle -> number(handle, "SELECT COALESCE(SUM(bytes), 0) FROM event"));
    }

    public long count() {
        return database.with(handle -> number(handle, "SELECT COUNT(*) FROM event"));
    }

    private static long number(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(Long.class).one();
    }

    private void use(String sql, Object... arguments) {
        database.use(handle -> handle.execute(sql, arguments));
    }

    private boolean changed(String sql, Object... arguments) {
        return database.with(handle -> handle.execute(sql, arguments)) > 0;
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        long ended = row.getLong("ended_at");
        Optional<Instant> end = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended));
        double severity = row.getDouble("severity");
        Optional<Double> days = row.wasNull() ? Optional.empty() : Optional.of(severity);
        return new StoredEvent(
                row.getLong("id"),
                row.getString("camera"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                end,
                Instant.ofEpochMilli(row.getLong("peak_at")),
                row.getDouble("peak_score"),
                row.getDouble("threshold"),
                days,
                new Place(
                        row.getDouble("place_left"),
                        row.getDouble("place_top"),
                        row.getDouble("place_right"),
                        row.getDouble("place_bottom")),
                row.getInt("repeats"),
                row.getLong("bytes"),
                row.getInt("protected") != 0,
                Optional.ofNullable(row.getString("feedback")).map(Feedback::valueOf));
    }
}
