package dev.vedette.detection;

import dev.vedette.engine.ScoringEngine;
import dev.vedette.frame.Clip;
import dev.vedette.frame.ClipAssembler;
import dev.vedette.frame.Frame;
import dev.vedette.scoring.RegionOfInterest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Frames of one camera in, scores and events out. Single-threaded and without a clock: time comes from the frames, so live,
 * recorded and distributed runs over the same frames give the same results. Does not own the engine.
 */
public final class StreamDetector {
    /** Frames that a clip reaches ahead: the delay of every result. */
    public static final int LOOK_AHEAD = 3;

    private final ClipAssembler assembler;
    private final ClipDetector detector;
    private final int batch;
    private final List<Clip> waiting = new ArrayList<>();

    /**
     * What became known by a call.
     *
     * @param frames scores, in order of time
     * @param events that are over
     */
    public record Findings(List<FrameScore> frames, List<AnomalyEvent> events) {}

    /** @param engine of the detector's network; may be missing where the detector's rule needs none */
    public StreamDetector(Detector detector, @Nullable ScoringEngine engine) {
        this(detector, engine, 1);
    }

    /** @param batch clips that are scored together; more keeps more cores busy and delays results, which stay the same */
    public StreamDetector(Detector detector, @Nullable ScoringEngine engine, int batch) {
        this(detector, engine, RegionOfInterest.WHOLE, batch);
    }

    /** @param region of the grid of the detector's network that counts */
    public StreamDetector(Detector detector, @Nullable ScoringEngine engine, RegionOfInterest region, int batch) {
        this.assembler = new ClipAssembler(
                detector.network().frameWidth(), detector.network().frameHeight());
        this.detector = new ClipDetector(detector, engine, region, StreamState.FRESH, time -> true);
        this.batch = batch;
    }

    /**
     * How many frames before a frame have an influence on its scores, as far as single precision can tell. Empty where places that stand still keep their errors: these may be
     * of any frame before.
     */
    public static OptionalInt reachBack(Detector detector) {
        return ClipDetector.passesOverStillPlaces(detector.scoring())
                ? OptionalInt.empty()
                : OptionalInt.of(Clip.STRIDE + detector.causalSmoothing().reach());
    }

    /** Takes the next frame of any size, the same for all frames. */
    public Findings push(Frame frame) {
        waiting.addAll(assembler.push(frame));
        return waiting.size() >= batch ? score() : new Findings(List.of(), List.of());
    }

    /** Takes the end of the video: the last frames' results and an event that was still going on. */
    public Findings finish() {
        waiting.addAll(assembler.finish());
        Findings last = score();
        List<AnomalyEvent> events = new ArrayList<>(last.events());
        events.addAll(detector.finish().events());
        return new Findings(last.frames(), events);
    }

    private Findings score() {
        Findings findings = detector.next(waiting);
        waiting.clear();
        return findings;
    }
}
