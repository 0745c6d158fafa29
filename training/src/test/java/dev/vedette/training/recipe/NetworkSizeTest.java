package dev.vedette.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Image;
import dev.vedette.training.footage.DrawnVideo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(NetworkSize.parse("320x192")).isEqualTo(new NetworkSize(320, 192));
        assertThat(NetworkSize.parse("640×320")).isEqualTo(new NetworkSize(640, 320));
    }

    @ParameterizedTest
    @ValueSource(strings = {"640", "640x", "x320", "-640x320", "640*320", "6400000x320"})
    void itsFormIsExplained(String text) {
        assertThatThrownBy(() -> NetworkSize.parse(text))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("WIDTHxHEIGHT")
                .hasMessageContaining("for instance 640x320");
    }

    private static NetworkSize suiting(int width, int height, int patch) {
        return NetworkSize.suiting(new DrawnVideo("street", 25, 1, i -> Image.black(width, height)), patch, 600);
    }
}
