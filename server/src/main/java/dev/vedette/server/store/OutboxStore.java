package dev.vedette.server.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Messages that have not arrived yet, so that none is lost when the server or the other side dies. Thread-safe. */
public final class OutboxStore {
    /** More than these to one target would be of no use to anybody; the oldest go first. */
    public static final int MOST = 1000;

    private final Database database;

    public OutboxStore(Database database) {
        this.database = database;
    }

    /** A message. @param attempts that failed */
    public record Message(long id, String body, int attempts, Instant created) {}

    /**
     * Something to tell.
     *
     * @param targets who is told, by what they are called in the outbox
     * @param about letters about the same thing arrive in the order in which they were added
     */
    public record Letter(List<String> targets, String body, Instant written, Optional<String> about) {
        public Letter {
            targets = List.copyOf(targets);
        }
    }

    /** A message to all of its targets, or to none when the store fails. */
    public void add(Letter letter) {
        database.useTransaction(handle -> add(handle, letter));
    }

    /** The same as a part of a transaction. */
    static void add(Handle handle, Letter letter) {
        long written = letter.written().toEpochMilli();
        letter.targets()
                .forEach(target -> handle.execute(
                        "INSERT INTO outbox (target, body, attempts, created_at, due_at, about) VALUES (?, ?, 0, ?, ?, ?)",
                        target,
                        letter.body(),
                        written,
                        written,
                        letter.about().orElse(null)));
        // By count, because numbers are used up by what has arrived, and of each target, because one that takes nothing
        // must not cost others.
        letter.targets().stream()
                .distinct()
                .forEach(target -> handle.execute(
                        "DELETE FROM outbox WHERE target = ? AND id <="
                                + " (SELECT id FROM outbox WHERE target = ? ORDER BY id DESC LIMIT 1 OFFSET ?)",
                        target,
                        target,
                        MOST));
    }

    /** Messages to a target that are due, oldest first; of those about the same thing the first alone. */
    public List<Message> due(String target, Instant now, int limit) {
        return database.with(handle -> handle.createQuery(
                        "SELECT id, body, attempts, created_at FROM outbox WHERE target = :target AND due_at <= :now"
                                + " AND NOT EXISTS (SELECT 1 FROM outbox earlier WHERE earlier.target = outbox.target"
                                + " AND earlier.about = outbox.about AND earlier.id < outbox.id)"
                                + " ORDER BY id LIMIT :limit")
                .bind("target", target)
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> new Message(
                        row.getLong("id"),
                        row.getString("body"),
                        row.getInt("attempts"),
                        Instant.ofEpochMilli(row.getLong("created_at"))))
                .list());
    }

    /** It arrived, or is given up. */
    public void remove(long id) {
        database.use(handle -> handle.execute("DELETE FROM outbox WHERE id = ?", id));
    }

    /** It did not arrive. */
    public void later(long id, Instant due) {
        database.use(handle -> handle.execute(
                "UPDATE outbox SET attempts = attempts + 1, due_at = ? WHERE id = ?", due.toEpochMilli(), id));
    }

    /** Whatever waits is due by now. */
    public void hurry(Instant now) {
        database.use(handle -> handle.execute(
                "UPDATE outbox SET due_at = ? WHERE due_at > ?", now.toEpochMilli(), now.toEpochMilli()));
    }

    /** How many messages wait for a target. */
    public long size(String target) {
        return database.with(handle -> handle.createQuery("SELECT COUNT(*) FROM outbox WHERE target = :target")
                .bind("target", target)
                .mapTo(Long.class)
                .one());
    }

    public long size() {
        return database.with(handle -> handle.createQuery("SELECT COUNT(*) FROM outbox")
                .mapTo(Long.class)
                .one());
    }
}
