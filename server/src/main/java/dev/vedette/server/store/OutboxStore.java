package dev.vedette.server.store;

import java.time.Instant;
import java.util.List;

/** Messages that have not arrived yet, so that none is lost when the server or the other side dies. Thread-safe. */
public final class OutboxStore {
    /** More than these would be of no use to anybody; the oldest go first. */
    public static final int MOST = 1000;

    private final Database database;

    public OutboxStore(Database database) {
        this.database = database;
    }

    /** A message. @param attempts that failed */
    public record Message(long id, String body, int attempts, Instant created) {}

    /** A message to all of them, or to none when the store fails. */
    public void add(List<String> targets, String body, Instant now) {
        database.useTransaction(handle -> {
            targets.forEach(target -> handle.execute(
                    "INSERT INTO outbox (target, body, attempts, created_at, due_at) VALUES (?, ?, 0, ?, ?)",
                    target,
                    body,
                    now.toEpochMilli(),
                    now.toEpochMilli()));
            handle.execute("DELETE FROM outbox WHERE id <= (SELECT MAX(id) FROM outbox) - ?", MOST);
        });
    }

    /** Messages to a target that are due, oldest first. */
    public List<Message> due(String target, Instant now, int limit) {
        return database.with(handle -> handle.createQuery(
                        "SELECT id, body, attempts, created_at FROM outbox WHERE target = :target AND due_at <= :now"
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

    public long size() {
        return database.with(handle -> handle.createQuery("SELECT COUNT(*) FROM outbox")
                .mapTo(Long.class)
                .one());
    }
}
