package dev.vedette.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.store.AccountStore;
import dev.vedette.server.store.Database;
import dev.vedette.server.store.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class AccountsTest {
    @Parameter
    TestDatabase kind;

    private static final String PASSWORD = "correct horse";
    private static final List<String> TABLES = List.of("account", "session", "api_token");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final AtomicLong nanos = new AtomicLong(1);
    private Database database;
    private AccountStore store;
    private Accounts accounts;

    @BeforeEach
    void open() throws SQLException {
        database = kind.open(folder);
        store = new AccountStore(database);
        accounts = new Accounts(store, now::get, nanos::get);
        accounts.setUp("ann", PASSWORD);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aRandomPasswordIsMadeOnceAndOnlyWhereThereIsNobody() {
        assertThat(accounts.first()).isEmpty();
        assertThatThrownBy(() -> accounts.setUp("eve", PASSWORD)).isInstanceOf(VedetteException.class);
    }

    @Test
    void nothingSecretIsStoredAsItIs() {
        Accounts.Login login = accounts.login("10.0.0.1", "ann", PASSWORD).orElseThrow();

        AccountStore.Contents stored = store.contents();
        assertThat(stored.accounts().get(0).password()).startsWith("$argon2id$").doesNotContain(PASSWORD);
        assertThat(stored.sessions()).hasSize(1).doesNotContainKey(login.token());
        assertThat(accounts.bySession(login.token())).isPresent();
    }

    @Test
    void fiveWrongPasswordsAreAllThatAreHeardInAQuarterOfAnHour() {
        for (int i = 0; i < 5; i++) {
            assertThat(accounts.blocked("10.0.0.1", "ann")).isFalse();
            assertThat(accounts.login("10.0.0.1", "ann", "wrong")).isEmpty();
        }

        assertThat(accounts.blocked("10.0.0.1", "bob")).isTrue();
        assertThat(accounts.blocked("10.0.0.2", "ann")).isTrue();
        assertThat(accounts.blocked("10.0.0.2", "bob")).isFalse();
        // Not even by those who asked before it was known.
        assertThat(accounts.login("10.0.0.1", "ann", PASSWORD)).isEmpty();
        nanos.addAndGet(Duration.ofMinutes(16).toNanos());
        assertThat(accounts.blocked("10.0.0.1", "ann")).isFalse();
    }

    private void guess(String name, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(accounts.login("10.0.0.1", name, "wrong")).isEmpty();
        }
    }

    @Test
    void whoHasAnAccountDoesNotGuessThoseOfOthersInBetween() {
        accounts.add("bob", Role.viewer, PASSWORD);
        guess("ann", 4);
        assertThat(accounts.login("10.0.0.1", "bob", PASSWORD)).isPresent();
        guess("ann", 1);

        assertThat(accounts.blocked("10.0.0.1", "bob")).isTrue();
        assertThat(accounts.login("10.0.0.1", "ann", PASSWORD)).isEmpty();
    }

    @Test
    void sessionsEndWithTimeLogoutPasswordAndAccount() {
        String old = accounts.login("a", "ann", PASSWORD).orElseThrow().token();
        now.set(now.get().plus(Accounts.SESSION).plusSeconds(1));
        assertThat(accounts.bySession(old)).isEmpty();

        String left = accounts.login("a", "ann", PASSWORD).orElseThrow().token();
        accounts.logout(left);
        assertThat(accounts.bySession(left)).isEmpty();

        String changed = accounts.login("a", "ann", PASSWORD).orElseThrow().token();
        accounts.changePassword("ann", PASSWORD, "another password");
        assertThat(accounts.bySession(changed)).isEmpty();

        accounts.add("bob", Role.viewer, PASSWORD);
        String removed = accounts.login("a", "bob", PASSWORD).orElseThrow().token();
        String token = accounts.newToken("bob", "script");
        assertThat(accounts.byToken(token)).map(Visitor::role).contains(Role.viewer);
        accounts.remove("bob");
        assertThat(accounts.bySession(removed)).isEmpty();
        assertThat(accounts.byToken(token)).isEmpty();
    }

    @Test
    void whoGuessesElsewhereKeepsNobodyOutWhereTheyHaveLoggedInBefore() {
        accounts.login("home", "ann", PASSWORD).orElseThrow();
        for (int i = 0; i < 5; i++) {
            accounts.login("elsewhere " + i, "ann", "wrong");
        }

        assertThat(accounts.blocked("home", "ann")).isFalse();
        assertThat(accounts.login("home", "ann", PASSWORD)).isPresent();
        for (int i = 0; i < 5; i++) {
            accounts.login("home", "ann", "wrong");
        }
        assertThat(accounts.blocked("home", "ann")).isTrue();
    }

    @Test
    void whoHoldsASessionCannotGuessThePasswordEither() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> accounts.changePassword("ann", "wrong", "another password"))
                    .hasMessageContaining("the old password is wrong");
        }
        assertThatThrownBy(() -> accounts.changePassword("ann", PASSWORD, "another password"))
                .hasMessageContaining("too often");
    }

    private void away() throws SQLException {
        for (String table : TABLES) {
            kind.execute(folder, "ALTER TABLE " + table + " RENAME TO " + table + "_away");
        }
        accounts.refresh();
    }

    private void back() throws SQLException {
        for (String table : TABLES) {
            kind.execute(folder, "ALTER TABLE " + table + "_away RENAME TO " + table);
        }
        accounts.refresh();
    }

    private Accounts nextServer() {
        return new Accounts(store, now::get, nanos::get);
    }

    @Test
    void whoIsKnownComesInWhileTheStoreIsAway() throws SQLException {
        String before = accounts.login("a", "ann", PASSWORD).orElseThrow().token();
        String left = accounts.login("a", "ann", PASSWORD).orElseThrow().token();
        String program = accounts.newToken("ann", "script");
        away();

        assertThat(accounts.bySession(before)).isPresent();
        assertThat(accounts.byToken(program)).isPresent();
        String meanwhile = accounts.login("a", "ann", PASSWORD).orElseThrow().token();
        assertThat(accounts.login("a", "ann", "wrong")).isEmpty();
        assertThat(accounts.bySession(meanwhile)).isPresent();
        accounts.logout(left);
        assertThat(accounts.bySession(left)).isEmpty();

        back();
        for (Accounts one : List.of(accounts, nextServer())) {
            assertThat(one.bySession(before)).isPresent();
            assertThat(one.bySession(meanwhile)).isPresent();
            assertThat(one.bySession(left)).isEmpty();
        }
    }

    @Test
    void rightsAreGivenAndTakenInTheStoreOrNotAtAll() throws SQLException {
        accounts.add("bob", Role.viewer, PASSWORD);
        String bob = accounts.login("b", "bob", PASSWORD).orElseThrow().token();
        away();

        List<ThrowingCallable> changes = List.of(
                () -> accounts.remove("bob"),
                () -> accounts.add("eve", Role.admin, PASSWORD),
                () -> accounts.changePassword("ann", PASSWORD, "another password"),
                () -> accounts.newToken("ann", "script"));
        assertThat(changes).allSatisfy(change -> assertThatThrownBy(change)
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("cannot be changed while the store is away"));
        assertThat(accounts.all()).extracting(Accounts.Account::name).containsExactly("ann", "bob");
        assertThat(accounts.bySession(bob)).isPresent();

        back();
        accounts.remove("bob");
        accounts.refresh();
        assertThat(accounts.bySession(bob)).isEmpty();
        assertThat(accounts.login("b", "bob", PASSWORD)).isEmpty();
        away();
        assertThat(accounts.login("b", "bob", PASSWORD)).isEmpty();
    }

    @Test
    void whatIsChangedInTheStoreByHandHoldsSoon() throws SQLException {
        accounts.add("bob", Role.admin, PASSWORD);
        String bob = accounts.login("b", "bob", PASSWORD).orElseThrow().token();
        kind.execute(folder, "UPDATE account SET role = 'viewer' WHERE name = 'bob'");
        accounts.refresh();
        assertThat(accounts.bySession(bob)).map(Visitor::role).contains(Role.viewer);

        kind.execute(folder, "DELETE FROM account WHERE name = 'bob'");
        accounts.refresh();
        assertThat(accounts.bySession(bob)).isEmpty();
    }

    @Test
    void theLastAdministratorStays() {
        accounts.add("bob", Role.operator, PASSWORD);

        assertThatThrownBy(() -> accounts.remove("ann")).hasMessageContaining("last administrator");
    }
}
