package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.video.scene.StreetScene;
import dev.vedette.video.scene.StreetScene.Format;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class NetworkSizeTest {
    @Test
    void keepsTheFootagesProportions() {
        assertThat(suiting(360, 240, 8)).isEqualTo(new NetworkSize(240, 160));
        assertThat(suiting(1920, 1080, 8)).isEqualTo(new NetworkSize(264, 144));
    }

    @Test
    void isNoFinerThanTheFootage() {
        assertThat(suiting(128, 64, 8)).isEqualTo(new NetworkSize(128, 64));
    }

    @Test
    void isReadFromText() {
        assertThat(new NetworkSize.Converter().convert("320x192")).isEqualTo(new NetworkSize(320, 192));
        assertThatThrownBy(() -> new NetworkSize.Converter().convert("320"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("WIDTHxHEIGHT");
    }

    private static NetworkSize suiting(int width, int height, int patch) {
        return NetworkSize.suiting(
                StreetScene.normal(1, 1, new Format(width, height, 10)).asVideo(), patch, 600);
    }
}
