package dev.vedette.server.watch;

import dev.vedette.server.config.ServeConfig;
import java.time.Duration;

/**
 * What makes one event of many alarms.
 *
 * @param before of clip before it
 * @param merge calm that ends it; the clip goes on so long
 * @param coolDown after it, in which only something stronger makes another
 * @param longest after which it is cut
 */
public record EventRules(Duration before, Duration merge, Duration coolDown, Duration longest) {
    /** What an operator asked for, and the usual for the rest. */
    public static EventRules of(ServeConfig.Events events) {
        return new EventRules(
                seconds(events.before().orElse(5.0)),
                seconds(events.merge().orElse(5.0)),
                seconds(events.coolDown().orElse(20.0)),
                seconds(events.longest().orElse(120.0)));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
