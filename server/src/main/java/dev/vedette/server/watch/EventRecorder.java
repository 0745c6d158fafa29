package dev.vedette.server.watch;

import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.store.EventStore;
import dev.vedette.server.store.StoredEvent;
import dev.vedette.video.heat.HeatPainter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** Makes events of a camera's scored frames, in the store and on disk. For one thread. */
final class EventRecorder implements AutoCloseable {
    /** A store that fails is asked again after so much of the camera's time. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final String camera;
    private final EventTracker tracker;
    private EventRules rules;
    private final double frameRate;
    private final Archive archive;
    private final Dismissals dismissals;
    private final Deque<Scored> before = new ArrayDeque<>();
    private @Nullable Recording recording;
    /** The dismissed event that what happens now is like. */
    private @Nullable StoredEvent held;

    private long lastEvent;
    /** The end of an event that the store did not take yet. */
    private @Nullable Runnable unsaved;

    private @Nullable Duration tried;
    private @Nullable Scored last;

    /**
     * Where events go.
     *
     * @param painter of heat maps
     * @param severity days in which normal footage gives a score as high once
     * @param changed told of events that begin, end or are repeated
     */
    record Archive(
            EventStore store,
            EventFolders folders,
            HeatPainter painter,
            DoubleFunction<Optional<Double>> severity,
            Consumer<StoredEvent> changed) {}

    EventRecorder(String camera, EventTracker tracker, EventRules rules, double frameRate, Archive archive) {
        this.camera = camera;
        this.tracker = tracker;
        this.rules = rules;
        this.frameRate = frameRate;
        this.archive = archive;
        this.dismissals = new Dismissals(camera, archive.store(), tracker.threshold(), tracker.normal());
    }

    /** Has other rules hold from the next frame on. */
    void heed(EventRules others) {
        rules = others;
        tracker.heed(others);
    }

    /** @param unwatched whether nothing is to be made of its score, because the camera is unwell or not on watch */
    void take(Scored scored, boolean unwatched) {
        last = scored;
        if (unsaved != null && due(scored)) {
            saveWhatWaits();
        }
        switch (unwatched ? tracker.nextUnwatched(scored.score()) : tracker.next(scored.score())) {
            case CALM -> remember(scored);
            case BEGINS -> begin(scored);
            case PEAKS -> goOn(scored, true);
            case GOES_ON -> goOn(scored, false);
            case ENDS -> {
                end(scored);
                remember(scored);
            }
            case REPEATS -> {
                repeat();
                remember(scored);
            }
        }
    }

    private void remember(Scored scored) {
        before.addLast(scored);
        while (time(scored).minus(time(before.getFirst())).compareTo(rules.before()) > 0) {
            before.removeFirst();
        }
    }

    private static Duration time(Scored scored) {
        return scored.score().time();
    }

    /** Frames a second that really come, where enough have come to tell. */
    private double rate(Scored scored) {
        if (before.size() < 2) {
            return frameRate;
        }
        double seconds = time(scored).minus(time(before.getFirst())).toNanos() / 1e9;
        return seconds > 0 ? Math.max(0.5, Math.min(120, before.size() / seconds)) : frameRate;
    }

    boolean happening() {
        return tracker.happening();
    }

    /** Begins an event, unless something like it was dismissed. */
    private void begin(Scored scored) {
        Optional<StoredEvent> like = dismissals.like(scored);
        if (like.isPresent()) {
            held = like.get();
            lastEvent = held.id();
            repeat();
            remember(scored);
        } else {
            write(scored);
        }
    }

    private void write(Scored scored) {
        held = null;
        Place place = Place.aroundPeak(scored.score().map());
        long id = archive.store().begin(camera, scored.at(), scored.score().causal(), tracker.threshold(), place);
        lastEvent = id;
        Recording begun =
                new Recording(id, archive.folders(), archive.painter(), rate(scored), tracker.threshold(), scored);
        recording = begun;
        before.forEach(begun::add);
        before.clear();
        begun.add(scored);
        begun.writePictures();
        tell(id);
    }

    private void goOn(Scored scored, boolean peaks) {
        if (held != null && dismissals.isLike(held, scored)) {
            remember(scored);
            return;
        }
        Recording open = recording;
        if (open == null) {
            // The store did not take the beginning; the clip then begins later, but the event is not lost.
            if (held != null || due(scored)) {
                write(scored);
            } else {
                remember(scored);
            }
            return;
        }
        if (peaks) {
            open.peaks(scored);
        }
        open.add(scored);
    }

    /** Whether to try the store again. */
    private boolean due(Scored scored) {
        boolean due = tried == null || time(scored).minus(tried).compareTo(RETRY) >= 0;
        tried = due ? time(scored) : tried;
        return due;
    }

    private void end(Scored scored) {
        if (held != null) {
            held = null;
            return;
        }
        if (recording == null) {
            write(scored);
        }
        Recording ended = Objects.requireNonNull(recording);
        recording = null;
        ended.finish();
        unsaved = () -> save(ended, scored);
        saveWhatWaits();
        if (ended.fault() != null) {
            throw VedetteException.device(ended.fault(), null);
        }
    }

    private void saveWhatWaits() {
        Runnable waiting = unsaved;
        if (waiting != null) {
            waiting.run();
            unsaved = null;
        }
    }

    private void save(Recording ended, Scored last) {
        Scored peak = ended.peak();
        archive.store()
                .end(
                        ended.event(),
                        last.at(),
                        peak.at(),
                        peak.score().causal(),
                        archive.severity().apply(peak.score().causal()),
                        Place.aroundPeak(peak.score().map()),
                        archive.folders().bytes(ended.event()));
        tell(ended.event());
    }

    private void repeat() {
        archive.store().repeat(lastEvent);
        tell(lastEvent);
    }

    private void tell(long event) {
        archive.store().find(event).ifPresent(archive.changed());
    }

    /** Ends an event that goes on, with the last of its frames. */
    @Override
    public void close() {
        if (recording != null && last != null) {
            end(last);
        } else {
            saveWhatWaits();
        }
    }
}
