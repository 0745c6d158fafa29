package dev.vedette.server.watch;

import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.server.store.EventStore;
import dev.vedette.server.store.StoredEvent;
import dev.vedette.video.heat.HeatPainter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** Makes events of a camera's scored frames, in the store and on disk. For one thread. */
final class EventRecorder implements AutoCloseable {
    private final String camera;
    private final EventTracker tracker;
    private final EventRules rules;
    private final double frameRate;
    private final Archive archive;
    private final Deque<Scored> before = new ArrayDeque<>();
    private @Nullable Recording recording;
    private long lastEvent;
    private @Nullable String fault;

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
    }

    /** What last went wrong with events' files, if anything did. */
    @Nullable
    String fault() {
        return fault;
    }

    /** @param trouble whether the camera itself is unwell, so that nothing is to be made of its scores */
    void take(Scored scored, boolean trouble) {
        switch (trouble ? tracker.nextInTrouble(scored.score()) : tracker.next(scored.score())) {
            case CALM -> remember(scored);
            case BEGINS -> begin(scored);
            case PEAKS -> {
                if (recording != null) {
                    recording.peaks(scored);
                    recording.add(scored);
                }
            }
            case GOES_ON -> {
                if (recording != null) {
                    recording.add(scored);
                }
            }
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

    private void begin(Scored scored) {
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

    private void end(Scored scored) {
        Recording ended = recording;
        if (ended == null) {
            return;
        }
        recording = null;
        ended.finish();
        fault = ended.fault();
        Scored peak = ended.peak();
        archive.store()
                .end(
                        ended.event(),
                        scored.at(),
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
        Recording open = recording;
        if (open != null) {
            end(open.peak());
        }
    }
}
