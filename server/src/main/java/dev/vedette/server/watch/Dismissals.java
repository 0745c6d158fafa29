package dev.vedette.server.watch;

import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.store.StoredEvent;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events of which somebody said that they are normal hold down what is like them: at the same place, and hardly stronger. Only those of the same
 * detector count, at whatever threshold, because the next one has learned better. For one thread.
 */
final class Dismissals {
    private static final Logger LOG = LoggerFactory.getLogger(Dismissals.class);
    private static final int MOST = 100;

    /** How much further from normal than the dismissed event something may be. */
    private static final double HARDLY_STRONGER = 1.15;

    private static final double SAME_PLACE = 0.5;

    private final String camera;
    private final EventLedger ledger;
    private final long detector;
    private final double threshold;
    private final double normal;
    private List<StoredEvent> known = List.of();

    /**
     * @param detector its version, by which its events are known
     * @param threshold of the detector, by which those are known that an earlier Vedette wrote
     * @param normal its mean score of normal footage
     */
    Dismissals(String camera, EventLedger ledger, long detector, double threshold, double normal) {
        this.camera = camera;
        this.ledger = ledger;
        this.detector = detector;
        this.threshold = threshold;
        this.normal = Math.min(normal, threshold);
    }

    /** The dismissed event that a frame is like. */
    Optional<StoredEvent> like(Scored scored) {
        return known().stream().filter(event -> isLike(event, scored)).findFirst();
    }

    /** While the store does not answer, those that it told last. */
    private List<StoredEvent> known() {
        try {
            known = ledger.dismissed(camera, detector, threshold, MOST);
        } catch (VedetteException e) {
            LOG.warn("what was dismissed of {} is not known anew: {}", camera, e.getMessage());
        }
        return known;
    }

    /** Whether a frame is like a dismissed event. */
    boolean isLike(StoredEvent event, Scored scored) {
        double distance = scored.score().causal() - normal;
        return distance <= HARDLY_STRONGER * (event.peakScore() - normal)
                && overlap(event.place(), Place.aroundPeak(scored.score().map())) >= SAME_PLACE;
    }

    /** The part that two places share, as a share of the smaller one. */
    private static double overlap(Place a, Place b) {
        double width = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
        double height = Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top());
        double smaller = Math.min(area(a), area(b));
        return width > 0 && height > 0 && smaller > 0 ? width * height / smaller : 0;
    }

    private static double area(Place place) {
        return (place.right() - place.left()) * (place.bottom() - place.top());
    }
}
