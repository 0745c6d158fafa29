package dev.vedette.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.frame.Box;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectedRegionsTest {
    @Test
    void diagonalNeighboursBelongTogether() {
        PixelMask mask = mask("#....", ".#...", "....#", "..#.#");
        assertThat(ConnectedRegions.of(mask, 1))
                .containsExactly(new Box(0, 0, 1, 1), new Box(4, 2, 4, 3), new Box(2, 3, 2, 3));
    }

    @Test
    void regionsThatReachBackUpAndLeftAreWhole() {
        PixelMask mask = mask("..#.#", "#.#.#", "#.###", ".#...");
        assertThat(ConnectedRegions.of(mask, 1)).containsExactly(new Box(0, 0, 4, 3));
    }

    @Test
    void smallRegionsCanBeLeftOut() {
        assertThat(ConnectedRegions.of(mask("#..##"), 2)).containsExactly(new Box(3, 0, 4, 0));
    }

    @Test
    void aLargeRegionNeedsNoDeepStack() {
        PixelMask full = new PixelMask(1000, 700, new boolean[700_000]);
        Arrays.fill(full.abnormal(), true);
        assertThat(ConnectedRegions.of(full, 1)).containsExactly(new Box(0, 0, 999, 699));
        assertThat(ConnectedRegions.of(PixelMask.normal(10, 10), 1)).isEmpty();
    }

    @Test
    void linksTheBoxesOfOneThingOverAShortGap() {
        TrackLinker linker = new TrackLinker(0.1, 1);
        linker.add(3, List.of(new Box(0, 0, 9, 9)));
        linker.add(4, List.of(new Box(40, 0, 49, 9), new Box(2, 0, 11, 9)));
        linker.add(6, List.of(new Box(6, 0, 15, 9)));
        linker.add(9, List.of(new Box(7, 0, 16, 9)));
        assertThat(linker.tracks())
                .containsExactly(
                        new Track(0, List.of(region(3, 0), region(4, 2), region(6, 6))),
                        new Track(1, List.of(region(4, 40))),
                        new Track(2, List.of(region(9, 7))));
    }

    @Test
    void theGreaterOverlapDecidesBetweenTwoTracks() {
        TrackLinker linker = new TrackLinker();
        linker.add(0, List.of(new Box(0, 0, 9, 9), new Box(8, 0, 17, 9)));
        linker.add(1, List.of(new Box(7, 0, 16, 9), new Box(1, 0, 10, 9)));
        assertThat(linker.tracks())
                .containsExactly(
                        new Track(0, List.of(region(0, 0), region(1, 1))),
                        new Track(1, List.of(region(0, 8), region(1, 7))));
    }

    private static Track.Region region(int frame, int x) {
        return new Track.Region(frame, new Box(x, 0, x + 9, 9));
    }

    private static PixelMask mask(String... rows) {
        boolean[] abnormal = new boolean[rows.length * rows[0].length()];
        for (int i = 0; i < abnormal.length; i++) {
            abnormal[i] = rows[i / rows[0].length()].charAt(i % rows[0].length()) == '#';
        }
        return new PixelMask(rows[0].length(), rows.length, abnormal);
    }
}
