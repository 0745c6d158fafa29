package dev.vedette.video.watch;

import dev.vedette.video.watch.Schedule.Day;
import dev.vedette.video.watch.Schedule.Hours;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a camera is on watch. A time that the clocks pass over when they are put forward is so much later; one that comes twice when they are
 * put back is the first of the two for a beginning and the second for an end, so that no hour is left out. Immutable.
 */
public final class WatchHours implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Who is on watch for longer is so always: the hours repeat with every week. */
    private static final int DAYS_AHEAD = 9;

    private static final Duration WEEK = Duration.ofDays(8);

    private final ZoneId zone;
    /** None for always. */
    private final List<Hours> rows;

    /** @param schedule empty for always; without a time zone it is of this machine's, wherever the hours are asked for */
    public WatchHours(Optional<Schedule> schedule) {
        this.zone = schedule.map(Schedule::zone).orElse(ZoneOffset.UTC);
        this.rows = schedule.map(Schedule::hours).orElse(List.of());
    }

    /**
     * How it is at some moment.
     *
     * @param changes when that is over; empty if never
     */
    public record Now(boolean onWatch, Optional<Instant> changes) {}

    private record Span(Instant begin, Instant end) {}

    public Now at(Instant now) {
        if (rows.isEmpty()) {
            return new Now(true, Optional.empty());
        }
        Optional<Instant> next = Optional.empty();
        Optional<Instant> end = Optional.empty();
        for (Span span : spans(now)) {
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
    private List<Span> spans(Instant around) {
        LocalDate today = around.atZone(zone).toLocalDate();
        List<Span> spans = new ArrayList<>();
        for (LocalDate day = today.minusDays(2); !day.isAfter(today.plusDays(DAYS_AHEAD)); day = day.plusDays(1)) {
            LocalDateTime midnight = day.atStartOfDay();
            Day name = Day.of(day.getDayOfWeek());
            for (Hours hours : rows) {
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
