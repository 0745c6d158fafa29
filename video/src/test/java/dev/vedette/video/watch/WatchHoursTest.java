package dev.vedette.video.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.watch.Schedule.Day;
import dev.vedette.video.watch.Schedule.Hours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In Berlin, where clocks are put forward on 2026-03-29 at 2:00 and back on 2026-10-25 at 3:00, both Sundays. */
class WatchHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<Day> ALL = List.of(Day.values());

    private static WatchHours hours(Hours... rows) {
        return new WatchHours(Optional.of(new Schedule(Optional.of(BERLIN.getId()), List.of(rows))));
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    private static void assertOn(WatchHours hours, Instant now, Instant until) {
        assertThat(hours.at(now)).isEqualTo(new WatchHours.Now(true, Optional.of(until)));
    }

    private static void assertOff(WatchHours hours, Instant now, Instant until) {
        assertThat(hours.at(now)).isEqualTo(new WatchHours.Now(false, Optional.of(until)));
    }

    @Test
    void withoutAScheduleItIsAlwaysOnWatch() {
        assertThat(new WatchHours(Optional.empty()).at(Instant.EPOCH))
                .isEqualTo(new WatchHours.Now(true, Optional.empty()));
    }

    @Test
    void hoursHoldFromTheirBeginningToBeforeTheirEnd() {
        WatchHours office = hours(new Hours(List.of(Day.mon, Day.tue), "8:00", "17:30"));

        assertOff(office, berlin("2026-06-01T07:59:59"), berlin("2026-06-01T08:00"));
        assertOn(office, berlin("2026-06-01T08:00"), berlin("2026-06-01T17:30"));
        assertOff(office, berlin("2026-06-01T17:30"), berlin("2026-06-02T08:00"));
        assertOff(office, berlin("2026-06-03T12:00"), berlin("2026-06-08T08:00"));
    }

    @Test
    void aNightBelongsToTheDayOnWhichItBegins() {
        WatchHours nights = hours(new Hours(List.of(Day.fri), "22:00", "06:00"));

        assertOn(nights, berlin("2026-06-06T05:00"), berlin("2026-06-06T06:00"));
        assertOff(nights, berlin("2026-06-05T05:00"), berlin("2026-06-05T22:00"));
    }

    @Test
    void rowsThatTouchOrOverlapAreOneStretch() {
        WatchHours hours = hours(
                new Hours(List.of(Day.fri), "18:00", "24:00"),
                new Hours(List.of(Day.sat, Day.sun), "00:00", "24:00"),
                new Hours(List.of(Day.sat), "10:00", "11:00"),
                new Hours(List.of(Day.mon), "00:00", "08:00"));

        assertOn(hours, berlin("2026-06-05T20:00"), berlin("2026-06-08T08:00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"24:00", "00:00"})
    void whoIsOnWatchAllWeekIsSoAlways(String end) {
        assertThat(hours(new Hours(ALL, "00:00", end)).at(berlin("2026-06-05T20:00")))
                .isEqualTo(new WatchHours.Now(true, Optional.empty()));
    }

    @Test
    void aNightWithClocksPutForwardIsAnHourShorterAndOneWithClocksPutBackAnHourLonger() {
        WatchHours nights = hours(new Hours(ALL, "22:00", "06:00"));

        assertOn(nights, berlin("2026-03-28T22:00"), berlin("2026-03-29T06:00"));
        assertThat(Duration.between(berlin("2026-03-28T22:00"), berlin("2026-03-29T06:00")))
                .isEqualTo(Duration.ofHours(7));
        assertOn(nights, Instant.parse("2026-10-24T20:00:00Z"), Instant.parse("2026-10-25T05:00:00Z"));
        assertOff(nights, Instant.parse("2026-10-24T19:59:00Z"), Instant.parse("2026-10-24T20:00:00Z"));
    }

    @Test
    void noHourIsLeftOutWhereATimeComesTwiceOrNotAtAll() {
        // 2:00 to 3:00 comes twice, at 0:00 and at 1:00 of universal time.
        assertOn(
                hours(new Hours(List.of(Day.sun), "02:15", "02:45")),
                Instant.parse("2026-10-25T00:15:00Z"),
                Instant.parse("2026-10-25T01:45:00Z"));
        // 2:30 does not come: it is 3:30, and the watch from then on is as long as ever.
        assertOn(
                hours(new Hours(List.of(Day.sun), "02:30", "04:00")),
                Instant.parse("2026-03-29T01:30:00Z"),
                Instant.parse("2026-03-29T02:00:00Z"));
    }

    @Test
    void hoursThatAreNoneAreRefused() {
        assertThatThrownBy(() -> new Hours(ALL, "18.00", "20:00")).hasMessageContaining("'18.00'");
        assertThatThrownBy(() -> new Hours(ALL, "24:00", "20:00")).hasMessageContaining("'24:00'");
        assertThatThrownBy(() -> new Hours(ALL, "18:00", "20:60")).hasMessageContaining("'20:60'");
        assertThatThrownBy(() -> new Hours(List.of(), "18:00", "20:00")).hasMessageContaining("no days");
        assertThatThrownBy(() -> new Schedule(Optional.of("Berlin"), List.of(new Hours(ALL, "18:00", "20:00"))))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("'Berlin'");
        assertThatThrownBy(() -> new Schedule(Optional.empty(), List.of())).hasMessageContaining("0 rows");
    }
}
