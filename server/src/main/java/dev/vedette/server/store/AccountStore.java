package dev.vedette.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /**
     * Everything.
     *
     * @param sessions by the hashes of their tokens, as are the keys of programs
     */
    public record Contents(List<Row> accounts, Map<String, Session> sessions, Map<String, Token> tokens) {}

    /** All that there is. */
    public Contents contents() {
        return database.with(handle -> {
            Map<String, Session> sessions = new HashMap<>();
            handle.createQuery("SELECT token_hash, account, csrf, expires_at FROM session")
                    .map((row, context) -> Map.entry(row.getString("token_hash"), session(row)))
                    .forEach(entry -> sessions.put(entry.getKey(), entry.getValue()));
            Map<String, Token> tokens = new HashMap<>();
            handle.createQuery("SELECT token_hash, id, account, label, created_at FROM api_token")
                    .map((row, context) -> Map.entry(row.getString("token_hash"), token(row)))
                    .forEach(entry -> tokens.put(entry.getKey(), entry.getValue()));
            List<Row> accounts = handle.createQuery("SELECT name, role, password FROM account")
                    .map((row, context) -> account(row))
                    .list();
            return new Contents(accounts, sessions, tokens);
        });
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

    /** Adds a session, and clears those away that are over; the same twice is one. */
    public void addSession(String tokenHash, Session session) {
        database.useTransaction(handle -> {
            handle.execute(
                    "DELETE FROM session WHERE expires_at < ?", Instant.now().toEpochMilli());
            handle.execute(
                    "INSERT INTO session (token_hash, account, csrf, expires_at) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (token_hash) DO NOTHING",
                    tokenHash,
                    session.account(),
                    session.csrf(),
                    session.expires().toEpochMilli());
        });
    }

    public void removeSession(String tokenHash) {
        changed("DELETE FROM session WHERE token_hash = ?", tokenHash);
    }

    /** @return the token's number */
    public long addToken(String tokenHash, String account, String label, Instant created) {
        return database.with(handle -> handle.createUpdate(
                        "INSERT INTO api_token (token_hash, account, label, created_at) VALUES (?, ?, ?, ?)")
                .bind(0, tokenHash)
                .bind(1, account)
                .bind(2, label)
                .bind(3, created.toEpochMilli())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
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

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString("account"), row.getString("csrf"), Instant.ofEpochMilli(row.getLong("expires_at")));
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getLong("id"),
                row.getString("account"),
                row.getString("label"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
