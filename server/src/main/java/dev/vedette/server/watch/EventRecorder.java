package dev.vedette.server.watch;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.store.StoredEvent;
import dev.vedette.video.heat.HeatPainter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** Makes events of a camera's scored frames, in the store and on disk. For one thread. */
final class EventRecorder implements AutoCloseable {
    private final String camera;
    private final EventTracker tracker;
    private EventRules rules;
    private final double frameRate;
    private final Archive archive;
    private final Dismissals dismissals;
    private final Deque<Scored> before = new ArrayDeque<>();
    private @Nullable Happening open;
    /** The dismissed event that what happens now is like. */
    private @Nullable StoredEvent held;
    /** The event that one more alarm repeats. */
    private Optional<Long> lastEvent = Optional.empty();

    private @Nullable Scored last;
    private boolean closed;

    /**
     * Where events go.
     *
     * @param painter of heat maps
     * @param detector version of the detector whose events they are
     * @param severity days in which normal footage gives a score as high once
     */
    record Archive(
            EventLedger ledger,
            EventFolders folders,
            HeatPainter painter,
            long detector,
            DoubleFunction<Optional<Double>> severity) {}

    /** What goes on, as the store knows it and as files. */
    private record Happening(EndedEvent event, Recording recording) {}

    EventRecorder(String camera, EventTracker tracker, EventRules rules, double frameRate, Archive archive) {
        this.camera = camera;
        this.tracker = tracker;
        this.rules = rules;
        this.frameRate = frameRate;
        this.archive = archive;
        this.dismissals =
                new Dismissals(camera, archive.ledger(), archive.detector(), tracker.threshold(), tracker.normal());
    }

    /** Has other rules hold from the next frame on. */
    void heed(EventRules others) {
        rules = others;
        tracker.heed(others);
    }

    /**
     * Takes the next frame.
     *
     * @param unwatched whether nothing is to be made of its score, because the camera is unwell or not on watch
     * @return false when it is closed, and its frames come too late
     */
    boolean take(Scored scored, boolean unwatched) {
        if (closed) {
            return false;
        }
        last = scored;
        switch (unwatched ? tracker.nextUnwatched(scored.score()) : tracker.next(scored.score())) {
            case CALM -> remember(scored);
            case BEGINS -> begin(scored);
            case PEAKS -> goOn(scored, true, alarms(scored, unwatched));
            case GOES_ON -> goOn(scored, false, alarms(scored, unwatched));
            case ENDS -> {
                end(scored);
                remember(scored);
            }
            case REPEATS -> {
                repeat();
                remember(scored);
            }
        }
        return true;
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
            lastEvent = Optional.of(held.id());
            repeat();
            remember(scored);
        } else {
            write(scored);
        }
    }

    private void write(Scored scored) {
        held = null;
        EndedEvent event =
                archive.ledger().begin(EndedEvent.asItBegan(camera, archive.detector(), scored, tracker.threshold()));
        lastEvent = event.id();
        Path folder = event.id().map(archive.folders()::folder).orElseGet(() -> archive.folders()
                .unsaved(event.key()));
        Recording begun = new Recording(folder, archive.painter(), rate(scored), tracker.threshold(), scored);
        open = new Happening(event, begun);
        before.forEach(begun::add);
        before.clear();
        begun.add(scored);
        begun.writePictures();
        archive.ledger().began(event);
    }

    private boolean alarms(Scored scored, boolean unwatched) {
        return !unwatched && scored.score().causal() > tracker.threshold();
    }

    private void goOn(Scored scored, boolean peaks, boolean alarms) {
        // A calm frame is like nothing, wherever its noise is.
        if (held != null && (!alarms || dismissals.isLike(held, scored))) {
            remember(scored);
            return;
        }
        if (open == null) {
            write(scored);
            return;
        }
        if (peaks) {
            open.recording().peaks(scored);
        }
        open.recording().add(scored);
    }

    private void end(Scored scored) {
        held = null;
        Happening over = open;
        if (over == null) {
            return;
        }
        open = null;
        Recording recording = over.recording();
        recording.finish();
        Scored peak = recording.peak();
        archive.ledger()
                .end(over.event()
                        .ended(
                                scored,
                                peak,
                                archive.severity().apply(peak.score().causal())));
        if (recording.fault() != null) {
            throw VedetteException.device(recording.fault(), null);
        }
    }

    private void repeat() {
        lastEvent.ifPresent(archive.ledger()::repeat);
    }

    /** Ends an event that goes on, with the last of its frames; makes nothing of later ones. */
    @Override
    public void close() {
        closed = true;
        if (last != null) {
            end(last);
        }
    }
}
