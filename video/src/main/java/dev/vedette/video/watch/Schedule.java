package dev.vedette.video.watch;

import dev.vedette.fault.VedetteException;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hours of a week in which a camera makes events.
 *
 * @param timeZone that the hours are told in, as in {@code Europe/Berlin}; the system's unless given
 * @param hours at least one row; where rows overlap, the camera is on watch
 */
public record Schedule(Optional<String> timeZone, List<Hours> hours) {
    private static final int MOST = 50;

    /** A day of the week. */
    public enum Day {
        mon,
        tue,
        wed,
        thu,
        fri,
        sat,
        sun;

        public static Day of(DayOfWeek day) {
            return values()[day.ordinal()];
        }
    }

    /**
     * Hours of some days.
     *
     * @param days on which they begin
     * @param from time of the day, as in {@code 18:00}
     * @param to time of the day, up to {@code 24:00}; of the next day where it is not after {@code from}
     */
    public record Hours(List<Day> days, String from, String to) implements Serializable {
        private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})");
        private static final int HOUR = 60;
        private static final int WHOLE_DAY = 24 * HOUR;

        public Hours {
            days = List.copyOf(days);
            if (days.isEmpty()) {
                throw VedetteException.badConfiguration("hours of a schedule name no days");
            }
            require(from, WHOLE_DAY - 1);
            require(to, WHOLE_DAY);
        }

        private static void require(String time, int latest) {
            int minutes = minutes(time);
            if (minutes < 0 || minutes > latest) {
                throw VedetteException.badConfiguration(
                        "hours of a schedule have the time '" + time + "', expected hours and minutes as in 18:00");
            }
        }

        /** Since midnight; negative for what is no time. */
        private static int minutes(String time) {
            Matcher matcher = TIME.matcher(time);
            boolean isTime = matcher.matches() && Integer.parseInt(matcher.group(2)) < HOUR;
            return isTime ? HOUR * Integer.parseInt(matcher.group(1)) + Integer.parseInt(matcher.group(2)) : -1;
        }

        /** Minutes on the clock from midnight to the beginning. */
        public int begin() {
            return minutes(from);
        }

        /** Minutes on the clock from the midnight before the beginning to the end. */
        public int end() {
            return minutes(to) > begin() ? minutes(to) : minutes(to) + WHOLE_DAY;
        }
    }

    public Schedule {
        hours = List.copyOf(hours);
        if (hours.isEmpty() || hours.size() > MOST) {
            throw VedetteException.badConfiguration("a schedule has " + hours.size() + " rows of hours, expected 1 to "
                    + MOST + "; without a schedule a camera is always on watch");
        }
        timeZone.ifPresent(Schedule::requireZone);
    }

    private static void requireZone(String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw VedetteException.badConfiguration(
                    "a schedule's time zone is '" + zone + "', expected one as in Europe/Berlin");
        }
    }

    public ZoneId zone() {
        return timeZone.map(ZoneId::of).orElse(ZoneId.systemDefault());
    }
}
