package dev.vedette.video.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.model.TokenGrid;
import dev.vedette.scoring.RegionOfInterest;
import dev.vedette.scoring.ScoreMap;
import dev.vedette.video.watch.Zone.Corner;
import dev.vedette.video.watch.Zone.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A grid of 4×6 tokens; what counts is drawn as #. */
class ZoneTokensTest {
    private static final TokenGrid GRID = new TokenGrid(4, 6);

    private static Zone zone(Kind kind, double... coordinates) {
        List<Corner> corners = new ArrayList<>();
        for (int i = 0; i < coordinates.length; i += 2) {
            corners.add(new Corner(coordinates[i], coordinates[i + 1]));
        }
        return new Zone(kind, corners);
    }

    private static String drawn(Zone... zones) {
        RegionOfInterest region = ZoneTokens.of(List.of(zones), GRID).orElseThrow();
        ScoreMap map = new ScoreMap(GRID, new float[GRID.tokens()], region);
        StringBuilder drawn = new StringBuilder();
        for (int token = 0; token < GRID.tokens(); token++) {
            drawn.append(map.counts(token) ? '#' : '.');
            drawn.append(token % GRID.columns() == GRID.columns() - 1 ? "\n" : "");
        }
        return drawn.toString();
    }

    @Test
    void withoutZonesEverythingCounts() {
        assertThat(ZoneTokens.of(List.of(), GRID)).contains(RegionOfInterest.WHOLE);
    }

    @Test
    void aTokenLiesWhereItsCentreDoes() {
        assertThat(drawn(zone(Kind.ignored, 0, 0, 0.42, 0, 0.42, 0.6, 0, 0.6))).isEqualTo("""
            ...###
            ...###
            ######
            ######
            """);
    }

    @Test
    void outsideTheWatchedZonesNothingCountsAndIgnoredOnesAreTakenOutOfThem() {
        assertThat(drawn(
                        zone(Kind.watched, 0, 0, 1, 0, 1, 0.5, 0, 0.5),
                        zone(Kind.watched, 0, 0.5, 0.3, 0.5, 0.3, 1, 0, 1),
                        zone(Kind.ignored, 0.3, 0, 0.7, 0, 0.7, 0.5, 0.3, 0.5)))
                .isEqualTo("""
            ##..##
            ##..##
            ##....
            ##....
            """);
    }

    @Test
    void aZoneMayHaveCornersThatPointInwards() {
        assertThat(drawn(zone(Kind.watched, 0, 0, 1, 0, 1, 0.25, 0.34, 0.25, 0.34, 1, 0, 1)))
                .isEqualTo("""
            ######
            ##....
            ##....
            ##....
            """);
    }

    @Test
    void zonesBetweenAllCentresLeaveNothing() {
        assertThat(ZoneTokens.of(List.of(zone(Kind.watched, 0.3, 0.2, 0.34, 0.2, 0.32, 0.3)), GRID))
                .isEmpty();
    }
}
