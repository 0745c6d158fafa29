package dev.vedette.server.watch;

import dev.vedette.server.config.Schedule;
import dev.vedette.server.config.Schedule.Day;
import dev.vedette.server.config.Schedule.Hours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a camera is on watch. A time that the clocks pass over when they are put forward is so much later; one that comes twice when they are
 * put back is the first of the two for a beginning and the second for an end, so that no hour is left out. Immutable.
 */
final class WatchHours {
    /** Who is on watch for longer is so always: the hours repeat with every week. */
    private static final int DAYS_AHEAD = 9;

    private static final Duration WEEK = Duration.ofDays(8);

    private final Optional<Schedule> schedule;

    /** @param schedule empty for always */
    WatchHours(Optional<Schedule> schedule) {
        this.schedule = schedule;
    }

    /** @param changes when that is over; empty if never */
    record Now(boolean onWatch, Optional<Instant> changes) {}

    private record Span(Instant begin, Instant end) {}

    Now at(Instant now) {
        if (schedule.isEmpty()) {
            return new Now(true, Optional.empty());
        }
        Optional<Instant> next = Optional.empty();
        Optional<Instant> end = Optional.empty();
        for (Span span : spans(schedule.get(), now)) {
            boolean goesOn = !span.begin().isAfter(end.orElse(now));
            if (goesOn && span.end().isAfter(end.orElse(now))) {
                end = Optional.of(span.end());
            } else if (span.begin().isAfter(now) && next.isEmpty()) {
                next = Optional.of(span.begin());
            }
        }
        return end.isPresent()
                ? new Now(true, end.filter(over -> Duration.between(now, over).compareTo(WEEK) < 0))
                : new Now(false, next);
    }

    /** Around some moment, in order of their beginnings. */
    private static List<Span> spans(Schedule schedule, Instant around) {
        ZoneId zone = schedule.zone();
        LocalDate today = around.atZone(zone).toLocalDate();
        List<Span> spans = new ArrayList<>();
        for (LocalDate day = today.minusDays(2); !day.isAfter(today.plusDays(DAYS_AHEAD)); day = day.plusDays(1)) {
            LocalDateTime midnight = day.atStartOfDay();
            Day name = Day.of(day.getDayOfWeek());
            for (Hours hours : schedule.hours()) {
                if (hours.days().contains(name)) {
                    ZonedDateTime begin = midnight.plusMinutes(hours.begin()).atZone(zone);
                    ZonedDateTime end = midnight.plusMinutes(hours.end()).atZone(zone);
                    spans.add(new Span(
                            begin.withEarlierOffsetAtOverlap().toInstant(),
                            end.withLaterOffsetAtOverlap().toInstant()));
                }
            }
        }
        spans.sort(Comparator.comparing(Span::begin));
        return spans;
    }
}
