package dev.vedette.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.frame.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Videos as phones record them: as the phone was held, with a note of which way was up. */
class OrientationTest {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    /** In the header of a track (ISO/IEC 14496-12, 8.3.2), from its name on. */
    private static final int MATRIX = 44;

    @TempDir
    Path folder;

    private Path file;
    private Image coded;

    @BeforeEach
    void record() {
        file = folder.resolve("phone.mp4");
        Footage.write(file, WIDTH, HEIGHT, 10, 2);
        coded = first();
    }

    /** Where a pixel of the coded picture is shown. */
    private interface Shown {
        int[] at(int x, int y);
    }

    @Test
    void aQuarterTurn() throws IOException {
        note(0, 1, -1, 0);
        isShown(HEIGHT, WIDTH, (x, y) -> new int[] {HEIGHT - 1 - y, x});
    }

    @Test
    void aHalfTurn() throws IOException {
        note(-1, 0, 0, -1);
        isShown(WIDTH, HEIGHT, (x, y) -> new int[] {WIDTH - 1 - x, HEIGHT - 1 - y});
    }

    @Test
    void threeQuarters() throws IOException {
        note(0, -1, 1, 0);
        isShown(HEIGHT, WIDTH, (x, y) -> new int[] {y, WIDTH - 1 - x});
    }

    @Test
    void aMirror() throws IOException {
        note(-1, 0, 0, 1);
        isShown(WIDTH, HEIGHT, (x, y) -> new int[] {WIDTH - 1 - x, y});
    }

    @Test
    void anyOtherAngleIsLeftAlone() throws IOException {
        note(1, 1, -1, 1);
        isShown(WIDTH, HEIGHT, (x, y) -> new int[] {x, y});
    }

    private Image first() {
        return Footage.frames(Videos.open(file)).get(0).image();
    }

    private void isShown(int width, int height, Shown shown) {
        Image upright = first();
        assertThat(upright.width()).isEqualTo(width);
        assertThat(upright.height()).isEqualTo(height);
        byte[] expected = new byte[coded.bgr().length];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int[] at = shown.at(x, y);
                System.arraycopy(coded.bgr(), (y * WIDTH + x) * 3, expected, (at[1] * width + at[0]) * 3, 3);
            }
        }
        assertThat(upright.bgr()).isEqualTo(expected);
    }

    /** Puts rows (a, b, 0), (c, d, 0) into the file, which has those of pictures that are shown as they are coded. */
    private void note(int a, int b, int c, int d) throws IOException {
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
        String text = new String(content.array(), StandardCharsets.ISO_8859_1);
        int matrix = text.indexOf("tkhd") + MATRIX;
        int one = 1 << 16;
        assertThat(new int[] {
                    content.getInt(matrix), content.getInt(matrix + 4),
                    content.getInt(matrix + 12), content.getInt(matrix + 16)
                })
                .containsExactly(one, 0, 0, one);
        content.putInt(matrix, a * one);
        content.putInt(matrix + 4, b * one);
        content.putInt(matrix + 12, c * one);
        content.putInt(matrix + 16, d * one);
        Files.write(file, content.array());
    }
}
