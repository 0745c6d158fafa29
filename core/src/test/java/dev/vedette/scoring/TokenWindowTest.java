package dev.vedette.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.model.TokenGrid;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenWindowTest {
    private static final long SEED = 4;

    @ParameterizedTest
    @CsvSource({"16, 8", "15, 9", "30, 20", "45, 26", "5, 3", "2, 2", "1, 1"})
    void holdsWhatIsNeededAndCutsNoPairOfColumnsApart(int columns, int rows) {
        TokenGrid grid = new TokenGrid(rows, columns);
        Random random = new Random(SEED);
        for (int i = 0; i < 2000; i++) {
            boolean[] needed = new boolean[grid.tokens()];
            for (int j = random.nextInt(4); j >= 0; j--) {
                needed[random.nextInt(needed.length)] = true;
            }
            TokenWindow window = TokenWindow.around(grid, needed).orElseThrow();

            assertThat(IntStream.range(0, needed.length).filter(token -> needed[token]))
                    .as("seed %d, %s", SEED, window)
                    .allMatch(token -> window.inside(grid, token) >= 0);
            int end = window.column() + window.columns();
            assertThat(window.column() % 2).isZero();
            assertThat(end % 2 == 0 || end == columns).isTrue();
            assertThat(window.isWhole(grid) || 2 * window.rows() * window.columns() <= grid.tokens())
                    .isTrue();
        }
    }

    @Test
    void aFewTokensNeedASmallWindow() {
        TokenGrid grid = new TokenGrid(8, 16);
        boolean[] needed = new boolean[grid.tokens()];
        needed[3 * 16 + 7] = true;
        needed[4 * 16 + 8] = true;

        assertThat(TokenWindow.around(grid, needed)).contains(new TokenWindow(2, 6, 4, 4));
    }

    @Test
    void nothingNeedsNoWindow() {
        assertThat(TokenWindow.around(new TokenGrid(8, 16), new boolean[128])).isEmpty();
    }
}
