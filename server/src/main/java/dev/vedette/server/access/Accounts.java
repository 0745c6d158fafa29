package dev.vedette.server.access;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.store.AccountStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Accounts, their sessions and tokens, known also while the store is away. Thread-safe. */
public final class Accounts {
    /** How long a browser stays logged in. */
    public static final Duration SESSION = Duration.ofDays(14);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final int SECRET_BYTES = 32;
    private static final int FIRST_PASSWORD_BYTES = 12;
    private static final int MOST_VISITED = 1000;

    /** Comes before everybody who might be guessing. */
    private static final int TRUSTED = 0;

    private final AccountBook book;
    private final Supplier<Instant> now;
    private final LoginGuard guard;
    private final PasswordDesk desk = new PasswordDesk();

    /** From where accounts have logged in since the start. */
    private final Set<String> visited = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_VISITED;
        }
    });

    /**
     * Accounts as a store has them.
     *
     * @param nanos for measuring how fast somebody guesses
     * @throws VedetteException device, when the store does not answer
     */
    public Accounts(AccountStore store, Supplier<Instant> now, LongSupplier nanos) {
        this.book = new AccountBook(store);
        this.now = now;
        this.guard = new LoginGuard(nanos);
    }

    /** Writes what the store has not taken yet, and sees what was changed there by hand. To be called every few seconds. */
    public void refresh() {
        book.refresh();
    }

    /** Somebody, without secrets. */
    public record Account(String name, Role role) {}

    /** A login that went well. @param token for the cookie */
    public record Login(String token, Visitor visitor) {}

    /** Nobody can come in yet. */
    public boolean isEmpty() {
        return book.all().isEmpty();
    }

    public List<Account> all() {
        return book.all().stream()
                .map(row -> new Account(row.name(), Role.valueOf(row.role())))
                .toList();
    }

    /** Makes the first account, with a password that is told here and never again. Only where there is none. */
    public synchronized Optional<String> first() {
        if (!isEmpty()) {
            return Optional.empty();
        }
        String password = Passwords.random(FIRST_PASSWORD_BYTES);
        book.add(new AccountStore.Row("admin", Role.admin.name(), Passwords.hash(password)));
        return Optional.of(password);
    }

    /**
     * Makes the first account of a new server.
     *
     * @throws VedetteException bad configuration, when there is one already, or for a name or password that will not do
     */
    public synchronized void setUp(String name, String password) {
        if (!isEmpty()) {
            throw VedetteException.badConfiguration("this server has accounts already: log in");
        }
        add(name, Role.admin, password);
    }

    /**
     * Makes an account.
     *
     * @throws VedetteException bad configuration, for a name that is taken, or a name or password that will not do
     * @throws Busy when many passwords are being checked
     */
    public void add(String name, Role role, String password) {
        if (!NAME.matcher(name).matches()) {
            throw VedetteException.badConfiguration(
                    "the account's name must be 1 to 64 letters, digits and . _ @ - and begin with a letter or digit");
        }
        Passwords.require(password);
        String hash = desk.compute("for " + name, TRUSTED, () -> Passwords.hash(password));
        if (!book.add(new AccountStore.Row(name, role.name(), hash))) {
            throw VedetteException.badConfiguration("there is an account " + name + " already");
        }
    }

    /** @throws VedetteException bad configuration, when it is the last administrator; bad input, when there is no such account */
    public synchronized void remove(String name) {
        List<Account> all = all();
        boolean otherAdmin = all.stream()
                .anyMatch(account ->
                        account.role() == Role.admin && !account.name().equals(name));
        if (!otherAdmin) {
            throw VedetteException.badConfiguration("the last administrator cannot be removed");
        }
        if (!book.remove(name)) {
            throw VedetteException.badInput("there is no account " + name);
        }
    }

    /**
     * Changes a password and ends all sessions of the account.
     *
     * @throws VedetteException bad configuration, when the old one is wrong, or was too often, or the new one will not do
     * @throws Busy when many are being checked
     */
    public void changePassword(String name, String old, String changed) {
        Passwords.require(changed);
        String changing = "by " + name;
        if (guard.blocks(changing)) {
            throw VedetteException.badConfiguration(
                    "the old password was wrong too often: try again in a quarter of an hour");
        }
        String hash = desk.compute(changing, TRUSTED, () -> {
            boolean right = book.find(name)
                    .map(row -> Passwords.matches(old, row.password()))
                    .orElse(false);
            if (!right) {
                guard.failed(changing);
                throw VedetteException.badConfiguration("the old password is wrong");
            }
            return Passwords.hash(changed);
        });
        guard.succeeded(changing);
        book.password(name, hash);
    }

    /**
     * Whether an address or account has failed too often to be heard now. Failures elsewhere do not keep out an address from which the account has logged in.
     */
    public boolean blocked(String address, String name) {
        return guard.blocks("from " + address)
                || guard.blocks("to " + name.toLowerCase(Locale.ROOT)) && !hasVisited(address, name);
    }

    private boolean hasVisited(String address, String name) {
        synchronized (visited) {
            return visited.contains(name + " " + address);
        }
    }

    /**
     * Checks a password, one at a time, and those of addresses first that are trusted more.
     *
     * @return empty when it or the name is wrong, or nobody is heard any more
     * @throws Busy when many are being checked
     */
    public Optional<Login> login(String address, String name, String password) {
        int distrust = hasVisited(address, name) ? TRUSTED : 1 + guard.failures("from " + address);
        return blocked(address, name)
                ? Optional.empty()
                : desk.compute(address, distrust, () -> check(address, name, password));
    }

    private Optional<Login> check(String address, String name, String password) {
        // Others from there may have failed while this one waited.
        if (blocked(address, name)) {
            return Optional.empty();
        }
        Optional<AccountStore.Row> row = book.find(name);
        boolean right =
                row.isPresent() ? Passwords.matches(password, row.get().password()) : Passwords.matchesNobody(password);
        if (!right) {
            guard.failed("from " + address);
            guard.failed(at(address, name));
            guard.failed("to " + name.toLowerCase(Locale.ROOT));
            return Optional.empty();
        }
        // Not the failures of others there: somebody with an account could guess their passwords, and log in himself in
        // between.
        guard.succeeded(at(address, name), "from " + address);
        guard.succeeded("to " + name.toLowerCase(Locale.ROOT));
        synchronized (visited) {
            visited.add(name + " " + address);
        }
        return row.flatMap(this::open);
    }

    /** What an account's failures at an address are counted under. */
    private static String at(String address, String name) {
        return "at " + address + " to " + name.toLowerCase(Locale.ROOT);
    }

    private Optional<Login> open(AccountStore.Row row) {
        String token = Passwords.random(SECRET_BYTES);
        String csrf = Passwords.random(SECRET_BYTES);
        AccountStore.Session session =
                new AccountStore.Session(row.name(), csrf, now.get().plus(SESSION));
        return book.open(row, hash(token), session)
                ? Optional.of(new Login(token, new Visitor(row.name(), Role.valueOf(row.role()), Optional.of(csrf))))
                : Optional.empty();
    }

    /** Who a cookie belongs to. */
    public Optional<Visitor> bySession(String token) {
        return book.session(hash(token))
                .filter(session -> session.expires().isAfter(now.get()))
                .flatMap(session -> visitor(session.account(), Optional.of(session.csrf())));
    }

    /** Who a program's key belongs to. */
    public Optional<Visitor> byToken(String token) {
        return book.tokenOwner(hash(token)).flatMap(account -> visitor(account, Optional.empty()));
    }

    private Optional<Visitor> visitor(String name, Optional<String> csrf) {
        return book.find(name).map(row -> new Visitor(row.name(), Role.valueOf(row.role()), csrf));
    }

    public void logout(String token) {
        book.end(hash(token));
    }

    /** A new key for a program that acts as an account; told here and never again. */
    public String newToken(String account, String label) {
        if (label.isBlank() || label.length() > 100) {
            throw VedetteException.badConfiguration("a token needs a label of at most 100 characters");
        }
        String token = "vdt_" + Passwords.random(SECRET_BYTES);
        book.addToken(hash(token), account, label, now.get());
        return token;
    }

    public List<AccountStore.Token> tokens(String account) {
        return book.tokens(account);
    }

    public boolean removeToken(String account, long id) {
        return book.removeToken(account, id);
    }

    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw VedetteException.internal("every Java has SHA-256", e);
        }
    }
}
