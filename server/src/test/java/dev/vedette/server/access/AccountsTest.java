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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
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

        assertThat(store.find("ann").orElseThrow().password())
                .startsWith("$argon2id$")
                .doesNotContain(PASSWORD);
        assertThat(store.session(login.token())).isEmpty();
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
    void theLastAdministratorStays() {
        accounts.add("bob", Role.operator, PASSWORD);

        assertThatThrownBy(() -> accounts.remove("ann")).hasMessageContaining("last administrator");
    }
}
