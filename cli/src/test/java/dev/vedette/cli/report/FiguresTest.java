package dev.vedette.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.detection.AnomalyEvent.Place;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void scoresHaveFourDigits() {
        assertThat(Figures.score(0.0123456)).isEqualTo("0.01235");
        assertThat(Figures.score(12.3456)).isEqualTo("12.35");
        assertThat(Figures.score(0)).isEqualTo("0.000");
        assertThat(Figures.score(0.000001234)).isEqualTo("1.234e-06");
        assertThat(Figures.score(Double.NaN)).isEqualTo("–");
    }

    @Test
    void timesCarryOver() {
        assertThat(Figures.time(59.96)).isEqualTo("1:00.0");
        assertThat(Figures.time(3725.2)).isEqualTo("1:02:05.2");
    }

    @Test
    void ticksAreShort() {
        assertThat(Figures.tick(0.30000000000000004)).isEqualTo("0.3");
        assertThat(Figures.tick(1200)).isEqualTo("1200");
        assertThat(Figures.tick(0)).isEqualTo("0");
    }

    @Test
    void placesAreSaidInWords() {
        assertThat(Figures.where(new Place(0.4, 0.4, 0.6, 0.6))).isEqualTo("centre");
        assertThat(Figures.where(new Place(0.8, 0, 1, 0.1))).isEqualTo("top right");
    }
}
