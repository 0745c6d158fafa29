package dev.vedette.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettledClockTest {
    private final ManualTicker ticker = new ManualTicker();
    private final SettledClock clock = new SettledClock(ticker);

    @Test
    void aClockThatIsPutAheadIsNotBelievedForADay() {
        assertThat(clock.now()).contains(ticker.now());
        ticker.set(Duration.ofDays(365));
        assertThat(clock.now()).isEmpty();
        ticker.pass(Duration.ofHours(23));
        assertThat(clock.now()).isEmpty();
        ticker.pass(Duration.ofHours(1));
        assertThat(clock.now()).contains(ticker.now());
    }

    @Test
    void oneThatGoesOnOrIsPutBackIs() {
        ticker.pass(Duration.ofDays(3));
        assertThat(clock.now()).contains(ticker.now());
        ticker.set(Duration.ofHours(-5));
        assertThat(clock.now()).contains(ticker.now());
        ticker.set(Duration.ofHours(1));
        assertThat(clock.now()).contains(ticker.now());
    }
}
