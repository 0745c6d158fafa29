package dev.vedette.server.watch;

import dev.vedette.frame.Frame;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges from a camera's pictures whether the camera itself is well. What it takes for trouble must last, but for a switch of light, which
 * is over soon. The view to compare with is learned from the first half minute and follows slowly. Time comes from the frames. Not thread-safe.
 */
final class PictureCheck {
    private static final double DARK_MEAN = 12;
    private static final double FLAT_CONTRAST = 4;
    private static final double SWITCHED = 18;
    private static final double SAME_VIEW = 0.6;
    private static final double OTHER_VIEW = 0.35;
    private static final double FOLLOWS = 0.002;

    private static final Duration LASTS = Duration.ofSeconds(5);
    private static final Duration MOVED_LASTS = Duration.ofSeconds(10);
    private static final Duration FROZEN_LASTS = Duration.ofSeconds(60);
    private static final Duration LIGHT_LASTS = Duration.ofSeconds(3);
    private static final Duration LEARNS = Duration.ofSeconds(30);

    private final Lasting dark = new Lasting(LASTS);
    private final Lasting flat = new Lasting(LASTS);
    private final Lasting moved = new Lasting(MOVED_LASTS);
    private final Lasting frozen = new Lasting(FROZEN_LASTS);

    private @Nullable Glimpse before;
    private @Nullable Integer hash;
    private double @Nullable [] view;
    private int seen;
    private Duration began = Duration.ZERO;
    private Duration last = Duration.ZERO;
    private @Nullable Duration switched;

    /** Something that counts only when it has been so for some time. */
    private static final class Lasting {
        private final Duration least;
        private @Nullable Duration since;
        private boolean lasted;

        Lasting(Duration least) {
            this.least = least;
        }

        boolean is(boolean now, Duration time) {
            if (!now) {
                forget();
                return false;
            }
            if (since == null) {
                since = time;
            }
            lasted = time.minus(since).compareTo(least) >= 0;
            return lasted;
        }

        void forget() {
            since = null;
            lasted = false;
        }

        /** Time begins again at 0: what lasted goes on with the first frame, if that says so; anything else has to last anew. */
        void reconnected() {
            since = lasted ? least.negated() : null;
        }
    }

    /** The camera was connected anew: its time begins again, its view is the same, and so is its trouble until a frame says otherwise. */
    void reconnected() {
        List.of(dark, flat, moved, frozen).forEach(Lasting::reconnected);
        before = null;
        switched = null;
        began = began.minus(last);
        last = Duration.ZERO;
    }

    /** What the camera shows from now on is its view. */
    void forgetView() {
        view = null;
        moved.forget();
    }

    /** Takes the next frame; gives what is wrong with the camera, if anything is. */
    Optional<Trouble> next(Frame frame) {
        Duration time = frame.time();
        last = time;
        Glimpse now = Glimpse.of(frame.image());
        int sum = Arrays.hashCode(frame.image().bgr());
        boolean same = hash != null && hash == sum;
        boolean jumped = before != null
                && Math.abs(now.mean() - before.mean()) > SWITCHED
                && now.likeness(before.edges()) > SAME_VIEW;
        before = now;
        hash = sum;
        if (jumped) {
            switched = time;
        }
        boolean black = now.mean() < DARK_MEAN;
        boolean empty = !black && now.contrast() < FLAT_CONTRAST;
        boolean isDark = dark.is(black, time);
        boolean isFlat = flat.is(empty, time);
        boolean isFrozen = frozen.is(same, time);
        boolean isMoved = moved.is(!black && !empty && looksElsewhere(now, time), time);
        if (isDark || isFlat) {
            return Optional.of(isDark ? Trouble.DARK : Trouble.COVERED);
        }
        if (isFrozen || isMoved) {
            return Optional.of(isFrozen ? Trouble.FROZEN : Trouble.MOVED);
        }
        boolean light = switched != null && time.minus(switched).compareTo(LIGHT_LASTS) < 0;
        return light ? Optional.of(Trouble.LIGHT) : Optional.empty();
    }

    private boolean looksElsewhere(Glimpse now, Duration time) {
        double[] known = view;
        if (known == null || known.length != now.edges().length) {
            view = now.edges().clone();
            seen = 1;
            began = time;
            return false;
        }
        boolean learning = time.minus(began).compareTo(LEARNS) < 0;
        if (!learning && now.likeness(known) < OTHER_VIEW) {
            return true;
        }
        seen++;
        double weight = learning ? 1.0 / seen : FOLLOWS;
        for (int i = 0; i < known.length; i++) {
            known[i] += weight * (now.edges()[i] - known[i]);
        }
        return false;
    }
}
