package dev.vedette.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginGuardTest {
    private static final String ANN = "at 10.0.0.1 to ann";
    private static final String BOB = "at 10.0.0.1 to bob";
    private static final String ADDRESS = "from 10.0.0.1";

    private final AtomicLong nanos = new AtomicLong();
    private final LoginGuard guard = new LoginGuard(nanos::get);

    private void fail(String account, int times) {
        for (int i = 0; i < times; i++) {
            guard.failed(ADDRESS);
            guard.failed(account);
        }
    }

    @Test
    void whoMistypesAndThenLogsInBeginsAnew() {
        fail(ANN, 4);
        guard.succeeded(ANN, ADDRESS);
        fail(ANN, 4);

        assertThat(guard.blocks(ADDRESS)).isFalse();
        assertThat(guard.failures(ANN)).isEqualTo(4);
    }

    @Test
    void loggingInTakesBackOnesOwnFailuresAlone() {
        fail(ANN, 3);
        fail(BOB, 1);
        guard.succeeded(BOB, ADDRESS);

        assertThat(guard.failures(ADDRESS)).isEqualTo(3);
        fail(BOB, 2);
        assertThat(guard.blocks(ADDRESS)).isTrue();
    }

    @Test
    void aQuarterOfAnHourLaterAllIsForgotten() {
        fail(ANN, 5);
        assertThat(guard.blocks(ADDRESS)).isTrue();

        nanos.addAndGet(Duration.ofMinutes(15).toNanos() + 1);

        assertThat(guard.blocks(ADDRESS)).isFalse();
        fail(ANN, 1);
        assertThat(guard.failures(ADDRESS)).isEqualTo(1);
    }
}
