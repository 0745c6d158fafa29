package dev.vedette.video.heat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.frame.Image;
import dev.vedette.model.TokenGrid;
import dev.vedette.scoring.ScoreMap;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeatPainterTest {
    private final HeatPainter painter = new HeatPainter(new HeatScale(1, 3));

    @Test
    void coldFramesStayAsTheyAre() {
        Image frame = grey(32, 16);

        Image painted = painter.paint(frame, map(1, 0.5f, 1, 1, 0, 1, 1, 1));

        assertThat(painted.bgr()).isEqualTo(frame.bgr());
    }

    @Test
    void aHotTokenTurnsItsPlaceRedAndNothingFarAway() {
        Image frame = grey(32, 16);

        Image painted = painter.paint(frame, map(1, 1, 1, 5, 1, 1, 1, 1));

        assertThat(painted.at(28, 3, 2)).as("red").isGreaterThan(140);
        assertThat(painted.at(28, 3, 1)).as("green").isLessThan(60);
        assertThat(painted.at(2, 13, 2)).isEqualTo(100);
    }

    private static ScoreMap map(float... values) {
        return new ScoreMap(new TokenGrid(2, 4), values);
    }

    private static Image grey(int width, int height) {
        byte[] pixels = new byte[width * height * 3];
        Arrays.fill(pixels, (byte) 100);
        return new Image(width, height, pixels);
    }
}
