package dev.vedette.training.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.frame.Clip;
import dev.vedette.frame.Image;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A white square passes a black wall, three pixels a frame. */
class BlendPasterTest {
    private static final int SIDE = 12;

    @Test
    void theThingMovesEvenlyThroughAllPicturesOfAClip() {
        Clip shown = pasted(new MovingObject(square(10), square(19), square(28)));

        assertThat(middle(shown.past())).isEqualTo(16);
        assertThat(middle(shown.before())).isEqualTo(22);
        assertThat(middle(shown.present())).isEqualTo(25);
        assertThat(middle(shown.after())).isEqualTo(28);
        assertThat(middle(shown.future())).isEqualTo(34);
    }

    @Test
    void whatAppearsSuddenlyIsNotThereBefore() {
        Clip shown = pasted(new MovingObject(Sprite.nothing(), square(19), square(19)));

        assertThat(shown.past().bgr()).containsOnly(0);
        assertThat(shown.before().bgr()).containsOnly(0);
        assertThat(middle(shown.present())).isEqualTo(25);
        assertThat(middle(shown.after())).isEqualTo(25);
    }

    private static Clip pasted(MovingObject object) {
        Image wall = Image.black(64, 32);
        return new BlendPaster()
                .paste(new Clip(0, Duration.ZERO, wall, wall, wall, wall, wall, wall), object)
                .orElseThrow()
                .shown();
    }

    private static Sprite square(int left) {
        byte[] bgr = new byte[SIDE * SIDE * 3];
        byte[] alpha = new byte[SIDE * SIDE];
        Arrays.fill(bgr, (byte) 255);
        Arrays.fill(alpha, (byte) 255);
        return new Sprite(left, 10, SIDE, SIDE, bgr, alpha);
    }

    /** Centre of mass along the rows. */
    private static long middle(Image image) {
        double sum = 0;
        double mass = 0;
        for (int i = 0; i < image.width() * image.height(); i++) {
            int value = image.bgr()[3 * i] & 0xff;
            sum += value * (i % image.width() + 0.5);
            mass += value;
        }
        return Math.round(sum / mass);
    }
}
