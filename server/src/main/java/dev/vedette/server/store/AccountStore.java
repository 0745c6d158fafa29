package dev.vedette.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who may come in, with which sessions and tokens; secrets only as hashes. Thread-safe. */
public final class AccountStore {
    private final Database database;

    public AccountStore(Database database) {
        this.database = database;
    }

    /**
     * Somebody.
     *
     * @param password hash
     */
    public record Row(String name, String role, String password) {}

    /**
     * Somebody's browser.
     *
     * @param csrf what it must say when it changes something
     */
    public record Session(String account, String csrf, Instant expires) {}

    /** A program's key. @param label what it is for */
    public record Token(long id, String account, String label, Instant created) {}

    public List<Row> all() {
        return database.with(handle -> handle.createQuery("SELECT name, role, password FROM account ORDER BY name")
                .map((row, context) -> account(row))
                .list());
    }

    public Optional<Row> find(String name) {
        return database.with(handle -> handle.createQuery("SELECT name, role, password FROM account WHERE name = :name")
                .bind("name", name)
                .map((row, context) -> account(row))
                .findOne());
    }

    /** @return false when there is one of that name */
    public boolean add(String name, String role, String password) {
        return changed(
                "INSERT INTO account (name, role, password) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING",
                name,
                role,
                password);
    }

    /** Changes a password and ends all of its owner's sessions. */
    public void password(String name, String password) {
        database.useTransaction(handle -> {
            handle.execute("UPDATE account SET password = ? WHERE name = ?", password, name);
            handle.execute("DELETE FROM session WHERE account = ?", name);
        });
    }

    /** Removes somebody with all sessions and tokens. @return whether there was such an account */
    public boolean remove(String name) {
        return database.inTransaction(handle -> {
            handle.execute("DELETE FROM session WHERE account = ?", name);
            handle.execute("DELETE FROM api_token WHERE account = ?", name);
            return handle.execute("DELETE FROM account WHERE name = ?", name) > 0;
        });
    }

    public void addSession(String tokenHash, Session session) {
        database.useTransaction(handle -> {
            handle.execute(
                    "DELETE FROM session WHERE expires_at < ?", Instant.now().toEpochMilli());
            handle.execute(
                    "INSERT INTO session (token_hash, account, csrf, expires_at) VALUES (?, ?, ?, ?)",
                    tokenHash,
                    session.account(),
                    session.csrf(),
                    session.expires().toEpochMilli());
        });
    }

    public Optional<Session> session(String tokenHash) {
        return database.with(
                handle -> handle.createQuery("SELECT account, csrf, expires_at FROM session WHERE token_hash = :hash")
                        .bind("hash", tokenHash)
                        .map((row, context) -> new Session(
                                row.getString("account"),
                                row.getString("csrf"),
                                Instant.ofEpochMilli(row.getLong("expires_at"))))
                        .findOne());
    }

    public void removeSession(String tokenHash) {
        changed("DELETE FROM session WHERE token_hash = ?", tokenHash);
    }

    public void addToken(String tokenHash, String account, String label, Instant created) {
        changed(
                "INSERT INTO api_token (token_hash, account, label, created_at) VALUES (?, ?, ?, ?)",
                tokenHash,
                account,
                label,
                created.toEpochMilli());
    }

    /** Whose token it is. */
    public Optional<String> tokenOwner(String tokenHash) {
        return database.with(handle -> handle.createQuery("SELECT account FROM api_token WHERE token_hash = :hash")
                .bind("hash", tokenHash)
                .mapTo(String.class)
                .findOne());
    }

    public List<Token> tokens(String account) {
        return database.with(handle -> handle.createQuery(
                        "SELECT id, account, label, created_at FROM api_token WHERE account = :account ORDER BY id")
                .bind("account", account)
                .map((row, context) -> new Token(
                        row.getLong("id"),
                        row.getString("account"),
                        row.getString("label"),
                        Instant.ofEpochMilli(row.getLong("created_at"))))
                .list());
    }

    /** @return whether the account had such a token */
    public boolean removeToken(String account, long id) {
        return changed("DELETE FROM api_token WHERE account = ? AND id = ?", account, id);
    }

    private boolean changed(String sql, Object... arguments) {
        return database.with(handle -> handle.execute(sql, arguments)) > 0;
    }

    private static Row account(ResultSet row) throws SQLException {
        return new Row(row.getString("name"), row.getString("role"), row.getString("password"));
    }
}
