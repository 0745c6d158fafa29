package dev.vedette.server.access;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.store.AccountStore;
import dev.vedette.server.store.AccountStore.Contents;
import dev.vedette.server.store.AccountStore.Row;
import dev.vedette.server.store.AccountStore.Session;
import dev.vedette.server.store.AccountStore.Token;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accounts, sessions and tokens in memory, as the store has them: visitors come in while it is away. Only this server writes them. What takes rights away or
 * gives them is in the store before it is here, or refused; so nobody comes back who was sent away. Sessions that begin and end while the store is away are
 * written when it is back. What somebody changes in the store by hand is here after the next {@link #refresh()}. Thread-safe.
 */
final class AccountBook {
    private static final Logger LOG = LoggerFactory.getLogger(AccountBook.class);

    private final AccountStore store;

    /**
     * Held by whoever talks to the store, which may take long. {@code this} guards what is in memory, and is held for moments only. Whoever
     * holds both took this one first; nobody takes it, or asks the store anything, while holding {@code this}. So requests that only look never
     * wait for the store, and no two threads wait for each other.
     */
    private final Object talking = new Object();

    private Map<String, Row> accounts = new TreeMap<>();
    private Map<String, Session> sessions = new HashMap<>();
    private Map<String, Token> tokens = new HashMap<>();
    private final Map<String, Session> unwritten = new LinkedHashMap<>();
    private final Set<String> unerased = new HashSet<>();
    private volatile boolean away;

    /** @throws VedetteException device, when the store does not answer */
    AccountBook(AccountStore store) {
        this.store = store;
        take(store.contents());
    }

    private synchronized void take(Contents contents) {
        accounts = new TreeMap<>();
        contents.accounts().forEach(row -> accounts.put(row.name(), row));
        sessions = new HashMap<>(contents.sessions());
        tokens = new HashMap<>(contents.tokens());
        sessions.putAll(unwritten);
        sessions.keySet().removeAll(unerased);
    }

    synchronized List<Row> all() {
        return List.copyOf(accounts.values());
    }

    synchronized Optional<Row> find(String name) {
        return Optional.ofNullable(accounts.get(name));
    }

    synchronized Optional<Session> session(String hash) {
        return Optional.ofNullable(sessions.get(hash));
    }

    synchronized Optional<String> tokenOwner(String hash) {
        return Optional.ofNullable(tokens.get(hash)).map(Token::account);
    }

    synchronized List<Token> tokens(String account) {
        return tokens.values().stream()
                .filter(token -> token.account().equals(account))
                .sorted(Comparator.comparingLong(Token::id))
                .toList();
    }

    /** Writes what waits and reads everything anew, if the store answers. */
    void refresh() {
        synchronized (talking) {
            try {
                flush();
                take(store.contents());
                away = false;
            } catch (VedetteException e) {
                if (!away) {
                    LOG.warn("accounts are those of before while the store is away: {}", e.getMessage());
                }
                away = true;
            }
        }
    }

    /** Writes sessions that began and ended while the store was away. */
    private void flush() {
        Map<String, Session> begun;
        Set<String> ended;
        synchronized (this) {
            begun = Map.copyOf(unwritten);
            ended = Set.copyOf(unerased);
        }
        begun.forEach((hash, session) -> {
            store.addSession(hash, session);
            synchronized (this) {
                unwritten.remove(hash);
            }
        });
        ended.forEach(hash -> {
            store.removeSession(hash);
            synchronized (this) {
                unerased.remove(hash);
            }
        });
    }

    /** Opens a session, unless the account is no longer what it was when the password was checked. @return whether it did */
    boolean open(Row checked, String hash, Session session) {
        synchronized (this) {
            if (!checked.equals(accounts.get(checked.name()))) {
                return false;
            }
            sessions.put(hash, session);
            unwritten.put(hash, session);
        }
        writeSoon();
        return true;
    }

    void end(String hash) {
        synchronized (this) {
            sessions.remove(hash);
            // It may be on its way to the store.
            unwritten.remove(hash);
            unerased.add(hash);
        }
        writeSoon();
    }

    private void writeSoon() {
        if (away) {
            return;
        }
        synchronized (talking) {
            try {
                flush();
            } catch (VedetteException e) {
                LOG.warn("a session is written when the store is back: {}", e.getMessage());
            }
        }
    }

    /** A change that holds in the store or not at all. */
    private void change(Runnable inStore, Runnable here) {
        synchronized (talking) {
            try {
                flush();
                inStore.run();
            } catch (VedetteException e) {
                throw e.category() == VedetteException.Category.DEVICE
                        ? VedetteException.device(
                                "accounts, passwords and tokens cannot be changed while the store is away, try again"
                                        + " when it is back (" + e.getMessage() + ")",
                                e)
                        : e;
            }
            synchronized (this) {
                here.run();
            }
        }
    }

    /** @return false when there is one of that name */
    boolean add(Row row) {
        boolean[] added = {false};
        change(() -> added[0] = store.add(row.name(), row.role(), row.password()), () -> {
            if (added[0]) {
                accounts.put(row.name(), row);
            }
        });
        return added[0];
    }

    /** Changes a password and ends all of its owner's sessions. */
    void password(String name, String password) {
        change(() -> store.password(name, password), () -> {
            accounts.computeIfPresent(name, (same, row) -> new Row(name, row.role(), password));
            endAll(name);
        });
    }

    private void endAll(String account) {
        sessions.values().removeIf(session -> session.account().equals(account));
        unwritten.values().removeIf(session -> session.account().equals(account));
    }

    /** @return whether there was such an account */
    boolean remove(String name) {
        boolean[] removed = {false};
        change(() -> removed[0] = store.remove(name), () -> {
            accounts.remove(name);
            endAll(name);
            tokens.values().removeIf(token -> token.account().equals(name));
        });
        return removed[0];
    }

    void addToken(String hash, String account, String label, Instant created) {
        long[] id = {0};
        change(
                () -> id[0] = store.addToken(hash, account, label, created),
                () -> tokens.put(hash, new Token(id[0], account, label, created)));
    }

    /** @return whether the account had such a token */
    boolean removeToken(String account, long id) {
        boolean[] removed = {false};
        change(() -> removed[0] = store.removeToken(account, id), () -> tokens.values()
                .removeIf(token -> token.account().equals(account) && token.id() == id));
        return removed[0];
    }
}
