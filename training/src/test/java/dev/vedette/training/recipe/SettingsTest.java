package dev.vedette.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.scoring.ScorePart.Quantity;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings on their way to another machine. */
class SettingsTest {
    @Test
    void whatIsGivenComesBackAndNothingElse() {
        Settings settings = Settings.of(Map.of(
                "preset",
                "FAST",
                "size",
                "320x192",
                "learningRate",
                1e-3,
                "score",
                Map.of(Quantity.DISCREPANCY_L2.name(), 0.5)));

        assertThat(Settings.ofJson(settings.toJson())).isEqualTo(settings);
        assertThat(Settings.of(Map.of()).toJson()).isEqualTo("{}");
    }
}
