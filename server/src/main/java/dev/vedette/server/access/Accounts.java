package dev.vedette.server.access;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.store.AccountStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Accounts, their sessions and tokens. Thread-safe. */
public final class Accounts {
    /** How long a browser stays logged in. */
    public static final Duration SESSION = Duration.ofDays(14);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final int SECRET_BYTES = 32;
    private static final int FIRST_PASSWORD_BYTES = 12;

    private final AccountStore store;
    private final Supplier<Instant> now;
    private final LoginGuard guard;

    /** @param nanos for measuring how fast somebody guesses */
    public Accounts(AccountStore store, Supplier<Instant> now, LongSupplier nanos) {
        this.store = store;
        this.now = now;
        this.guard = new LoginGuard(nanos);
    }

    /** Somebody, without secrets. */
    public record Account(String name, Role role) {}

    /** A login that went well. @param token for the cookie */
    public record Login(String token, Visitor visitor) {}

    /** Nobody can come in yet. */
    public boolean isEmpty() {
        return store.all().isEmpty();
    }

    public List<Account> all() {
        return store.all().stream()
                .map(row -> new Account(row.name(), Role.valueOf(row.role())))
                .toList();
    }

    /** Makes the first account, with a password that is told here and never again. Only where there is none. */
    public synchronized Optional<String> first() {
        if (!isEmpty()) {
            return Optional.empty();
        }
        String password = Passwords.random(FIRST_PASSWORD_BYTES);
        store.add("admin", Role.admin.name(), Passwords.hash(password));
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

    /** @throws VedetteException bad configuration, for a name that is taken, or a name or password that will not do */
    public void add(String name, Role role, String password) {
        if (!NAME.matcher(name).matches()) {
            throw VedetteException.badConfiguration(
                    "the account's name must be 1 to 64 letters, digits and . _ @ - and begin with a letter or digit");
        }
        Passwords.require(password);
        if (!store.add(name, role.name(), Passwords.hash(password))) {
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
        if (!store.remove(name)) {
            throw VedetteException.badInput("there is no account " + name);
        }
    }

    /** @throws VedetteException bad configuration, when the old one is wrong or the new one will not do; ends all sessions of the account */
    public void changePassword(String name, String old, String changed) {
        Passwords.require(changed);
        boolean right = store.find(name)
                .map(row -> Passwords.matches(old, row.password()))
                .orElse(false);
        if (!right) {
            throw VedetteException.badConfiguration("the old password is wrong");
        }
        store.password(name, Passwords.hash(changed));
    }

    /** Whether an address or account has failed too often to be heard now. */
    public boolean blocked(String address, String name) {
        return guard.blocks("from " + address) || guard.blocks("to " + name.toLowerCase(Locale.ROOT));
    }

    /**
     * Checks a password, one at a time: a crowd that guesses must take neither all memory nor all cores.
     *
     * @return empty when it or the name is wrong, or nobody is heard any more
     */
    public synchronized Optional<Login> login(String address, String name, String password) {
        if (blocked(address, name)) {
            return Optional.empty();
        }
        Optional<AccountStore.Row> row = store.find(name);
        boolean right =
                row.isPresent() ? Passwords.matches(password, row.get().password()) : Passwords.matchesNobody(password);
        if (!right) {
            guard.failed("from " + address);
            guard.failed("to " + name.toLowerCase(Locale.ROOT));
            return Optional.empty();
        }
        guard.succeeded("from " + address);
        guard.succeeded("to " + name.toLowerCase(Locale.ROOT));
        return row.map(this::open);
    }

    private Login open(AccountStore.Row row) {
        String token = Passwords.random(SECRET_BYTES);
        String csrf = Passwords.random(SECRET_BYTES);
        store.addSession(
                hash(token),
                new AccountStore.Session(row.name(), csrf, now.get().plus(SESSION)));
        return new Login(token, new Visitor(row.name(), Role.valueOf(row.role()), Optional.of(csrf)));
    }

    /** Who a cookie belongs to. */
    public Optional<Visitor> bySession(String token) {
        return store.session(hash(token))
                .filter(session -> session.expires().isAfter(now.get()))
                .flatMap(session -> visitor(session.account(), Optional.of(session.csrf())));
    }

    /** Who a program's key belongs to. */
    public Optional<Visitor> byToken(String token) {
        return store.tokenOwner(hash(token)).flatMap(account -> visitor(account, Optional.empty()));
    }

    private Optional<Visitor> visitor(String name, Optional<String> csrf) {
        return store.find(name).map(row -> new Visitor(row.name(), Role.valueOf(row.role()), csrf));
    }

    public void logout(String token) {
        store.removeSession(hash(token));
    }

    /** A new key for a program that acts as an account; told here and never again. */
    public String newToken(String account, String label) {
        if (label.isBlank() || label.length() > 100) {
            throw VedetteException.badConfiguration("a token needs a label of at most 100 characters");
        }
        String token = "vdt_" + Passwords.random(SECRET_BYTES);
        store.addToken(hash(token), account, label, now.get());
        return token;
    }

    public List<AccountStore.Token> tokens(String account) {
        return store.tokens(account);
    }

    public boolean removeToken(String account, long id) {
        return store.removeToken(account, id);
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
