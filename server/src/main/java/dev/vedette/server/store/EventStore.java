package dev.vedette.server.store;

import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.server.store.OutboxStore.Letter;
import dev.vedette.server.store.StoredEvent.Feedback;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
        WHERE id = :id AND ended_at IS NULL
        """;

    /**
     * Whether an event holds down its like: it is judged normal, and its detector is in use. One of no known detector may be of any that had been
     * learned when it began.
     */
    private static final String HOLDS = """
        COALESCE(feedback, '') = 'normal' AND EXISTS (SELECT 1 FROM detector d WHERE d.camera = event.camera AND d.active = 1
          AND (event.detector_id = d.id OR (event.detector_id IS NULL AND event.started_at >= d.learned_at)))
        """;

    private static final String DISMISSED = "SELECT " + COLUMNS + " FROM event " + """
        WHERE camera = :camera AND feedback = 'normal'
          AND (detector_id = :detector
            OR (detector_id IS NULL AND ABS(threshold - :threshold) <= 1e-9 * ABS(:threshold)))
        ORDER BY id DESC LIMIT :limit
        """;

    private final Database database;
    private final Telling telling;

    /** What others are to be told of an event. */
    @FunctionalInterface
    public interface Telling {
        /** What is to be told of an event that begins or, when it has an end, ends; must not ask the store. Empty for nothing. */
        Optional<Letter> letter(StoredEvent event);
    }

    /** Events of which nobody is told. */
    public EventStore(Database database) {
        this(database, event -> Optional.empty());
    }

    /**
     * Events of which others are told: beginnings and ends are in the store together with the messages that tell of them, or not at all, so that
     * a server that dies loses no message and doubles none.
     */
    public EventStore(Database database, Telling telling) {
        this.database = database;
        this.telling = telling;
    }

    /**
     * Which events are wanted; what is empty does not matter.
     *
     * @param before only events with smaller numbers, for going further back
     * @param after only events with greater numbers, the nearest of them
     * @param feedback {@code normal}, {@code good} or {@code none}
     */
    public record Filter(
            Optional<String> camera,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<Long> before,
            Optional<Long> after,
            Optional<String> feedback,
            int limit) {
        /** The newest of all. */
        public static Filter newest(int limit) {
            return new Filter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    limit);
        }

        public Filter of(String camera) {
            return new Filter(Optional.of(camera), from, to, before, after, feedback, limit);
        }

        public Filter after(long id) {
            return new Filter(camera, from, to, before, Optional.of(id), feedback, limit);
        }
    }

    /**
     * Writes an event that begins, and is told once there is something to see of it ({@link #began}); one of the same camera and moment is the same, so that nothing is doubled by trying
     * again.
     *
     * @param detector version of the detector that found it; empty if it is not known
     * @return its number
     */
    public long begin(
            String camera, Optional<Long> detector, Instant started, double score, double threshold, Place place) {
        return database.with(
                handle -> handle.createQuery("SELECT id FROM event WHERE camera = :camera AND started_at = :started")
                        .bind("camera", camera)
                        .bind("started", started.toEpochMilli())
                        .mapTo(Long.class)
                        .findFirst()
                        .orElseGet(() -> insert(handle, camera, detector, started, score, threshold, place)));
    }

    private static long insert(
            Handle handle,
            String camera,
            Optional<Long> detector,
            Instant started,
            double score,
            double threshold,
            Place place) {
        return handle.createUpdate(
                        "INSERT INTO event (camera, detector_id, started_at, peak_at, peak_score, threshold, place_left,"
                                + " place_top, place_right, place_bottom, repeats, bytes, protected, told) VALUES (:camera,"
                                + " :detector, :started, :started, :score, :threshold, :left, :top, :right, :bottom, 0, 0,"
                                + " 0, 0)")
                .bind("camera", camera)
                .bind("detector", detector.orElse(null))
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

    /** Has it told that an event began, unless it was before. @return the event; empty if there is none */
    public Optional<StoredEvent> began(long id) {
        return database.inTransaction(handle -> {
            tellBeginning(handle, id);
            return find(handle, id);
        });
    }

    private void tellBeginning(Handle handle, long id) {
        if (handle.execute("UPDATE event SET told = 1 WHERE id = ? AND told = 0", id) > 0) {
            tell(handle, id);
        }
    }

    private Optional<StoredEvent> tell(Handle handle, long id) {
        Optional<StoredEvent> event = find(handle, id);
        event.flatMap(telling::letter).ifPresent(letter -> OutboxStore.add(handle, letter));
        return event;
    }

    /**
     * Writes what is known of an event at its end, and has it told.
     *
     * @return the event; empty if there is none that goes on, because it was written before
     */
    public Optional<StoredEvent> end(
            long id, Instant ended, Instant peak, double score, Optional<Double> severity, Place place, long bytes) {
        return database.inTransaction(handle -> {
            tellBeginning(handle, id);
            int changed = handle.createUpdate(END)
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
                    .execute();
            return changed > 0 ? tell(handle, id) : Optional.empty();
        });
    }

    /**
     * Ends, at their peaks, the events that were going on when the process before this one died, and has it told.
     *
     * @param awaited whether more is known of an event's end, which is still to be written
     * @return those that were ended
     */
    public List<StoredEvent> endInterrupted(Predicate<StoredEvent> awaited) {
        return database.inTransaction(handle -> {
            List<StoredEvent> interrupted = handle.createQuery(
                            "SELECT " + COLUMNS + " FROM event WHERE ended_at IS NULL ORDER BY id")
                    .map((row, context) -> event(row))
                    .list();
            return interrupted.stream()
                    .filter(awaited.negate())
                    .flatMap(event -> {
                        tellBeginning(handle, event.id());
                        handle.execute("UPDATE event SET ended_at = peak_at WHERE id = ?", event.id());
                        return tell(handle, event.id()).stream();
                    })
                    .toList();
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
        filter.after().ifPresent(any -> sql.append(" AND id > :after"));
        filter.feedback()
                .ifPresent(wanted ->
                        sql.append(wanted.equals("none") ? " AND feedback IS NULL" : " AND feedback = :feedback"));
        boolean forward = filter.after().isPresent();
        sql.append(forward ? " ORDER BY id ASC LIMIT :limit" : " ORDER BY id DESC LIMIT :limit");
        return database.with(handle -> {
            Query query = handle.createQuery(sql).bind("limit", filter.limit());
            filter.camera().ifPresent(camera -> query.bind("camera", camera));
            filter.from().ifPresent(from -> query.bind("from", from.toEpochMilli()));
            filter.to().ifPresent(to -> query.bind("to", to.toEpochMilli()));
            filter.before().ifPresent(before -> query.bind("before", before));
            filter.after().ifPresent(after -> query.bind("after", after));
            filter.feedback().filter(f -> !f.equals("none")).ifPresent(f -> query.bind("feedback", f));
            List<StoredEvent> found = query.map((row, context) -> event(row)).list();
            if (forward) {
                Collections.reverse(found);
            }
            return found;
        });
    }

    /** Events of a camera's detector that are judged normal, newest first; those of no known detector are known by its threshold. */
    public List<StoredEvent> dismissed(String camera, long detector, double threshold, int limit) {
        return database.with(handle -> handle.createQuery(DISMISSED)
                .bind("camera", camera)
                .bind("detector", detector)
                .bind("threshold", threshold)
                .bind("limit", limit)
                .map((row, context) -> event(row))
                .list());
    }

    /**
     * Ended events that may be cleared away, the first to begin first; not those of which all that may go is gone already.
     *
     * @param before when they began; empty for all
     */
    public List<StoredEvent> unprotected(Optional<Instant> before, int limit) {
        return database.with(handle -> handle.createQuery("SELECT " + COLUMNS
                        + " FROM event WHERE protected = 0 AND ended_at IS NOT NULL AND started_at < :before"
                        + " AND NOT (cleared = 1 AND " + HOLDS + ") ORDER BY id LIMIT :limit")
                .bind("before", before.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE))
                .bind("limit", limit)
                .map((row, context) -> event(row))
                .list());
    }

    /** The files of an event are gone: it goes, too, unless it holds down its like. */
    public void clearAway(long id) {
        database.useTransaction(handle -> {
            if (handle.execute("UPDATE event SET cleared = 1, bytes = 0 WHERE id = ? AND " + HOLDS, id) == 0) {
                handle.execute("DELETE FROM event WHERE id = ?", id);
            }
        });
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
