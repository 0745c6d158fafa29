package dev.vedette.server;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.CameraConfig;
import dev.vedette.server.learning.DetectorLibrary;
import dev.vedette.server.learning.Learnings;
import dev.vedette.server.store.CameraStore;
import dev.vedette.server.watch.CameraStatus;
import dev.vedette.server.watch.ScoreHistory;
import dev.vedette.server.watch.Watches;
import dev.vedette.server.web.CameraControl;
import dev.vedette.video.camera.CameraAddress.Kind;
import dev.vedette.video.watch.Schedule;
import dev.vedette.video.watch.Zone;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cameras of the configuration file and of the store, and what can be done with them. Thread-safe. */
final class CameraDesk implements CameraControl {
    private static final Logger LOG = LoggerFactory.getLogger(CameraDesk.class);

    private volatile Set<String> fixed = Set.of();
    private final CameraStore store;
    private final Watches watches;
    private final Learnings learnings;
    private final DetectorLibrary library;
    private final FootageFolders folders;

    /** Where each camera was last, without passwords; also of those that are gone, should they return. */
    private final Map<String, String> places = new HashMap<>();

    /** Cameras whose detectors the store did not tell when they were asked for. */
    private final Set<String> toRenew = new HashSet<>();

    CameraDesk(
            CameraStore store, Watches watches, Learnings learnings, DetectorLibrary library, FootageFolders folders) {
        this.store = store;
        this.watches = watches;
        this.learnings = learnings;
        this.library = library;
        this.folders = folders;
    }

    /**
     * Has the configuration file's cameras be these, and begins to watch all. What did not change is not disturbed; of a camera that is no
     * longer there the detectors stay, should it return.
     */
    synchronized void watch(List<CameraConfig> inFile) {
        // First of all, so that nothing is changed by halves while the store does not answer.
        List<CameraConfig> stored = store.all();
        Set<String> before = fixed;
        fixed = inFile.stream().map(CameraConfig::name).collect(Collectors.toSet());
        before.stream().filter(name -> !isFixed(name)).forEach(name -> {
            learnings.forget(name);
            watches.remove(name);
        });
        inFile.forEach(this::watch);
        stored.stream().filter(camera -> !isFixed(camera.name())).forEach(this::watch);
    }

    /** Begins to watch a camera, or goes on with what changed: what stayed the same is not disturbed. */
    private void watch(CameraConfig camera) {
        Optional<CameraConfig> before = camera(camera.name()).filter(camera::hasFramesOf);
        if (before.isPresent()) {
            watches.change(camera);
        } else {
            leaveIfElsewhere(camera);
            watches.put(camera, Optional.empty());
        }
        if (before.isEmpty() || camera.budget() != before.get().budget()) {
            renew(camera.name());
        }
    }

    /** A camera at another address shows another scene, which must not be learned from footage of the one before. */
    private void leaveIfElsewhere(CameraConfig camera) {
        String place = camera.parsed().shown();
        String before = places.put(camera.name(), place);
        if (before != null && !before.equals(place)) {
            learnings.forget(camera.name());
            watches.clear(camera.name());
        }
    }

    /**
     * Has a camera watch with the detector and for the alert budget that it has now. A detector that does not read must not keep the camera
     * from being seen; while the store does not answer, it goes on with the one that it has.
     */
    synchronized void renew(String name) {
        try {
            camera(name).ifPresent(camera -> watches.use(name, library.active(camera)));
            toRenew.remove(name);
        } catch (VedetteException e) {
            if (e.category() == VedetteException.Category.DEVICE) {
                if (toRenew.add(name)) {
                    LOG.warn("which detector camera {} has is asked for again: {}", name, e.getMessage());
                }
                return;
            }
            toRenew.remove(name);
            LOG.error("camera {} has no detector that reads: {}", name, e.getMessage());
            watches.useNone(name, "its detector does not read, learn again (" + e.getMessage() + ")");
        }
    }

    /** Asks again for detectors that the store did not tell. To be called every few seconds. */
    synchronized void renewAgain() {
        List.copyOf(toRenew).forEach(this::renew);
    }

    @Override
    public List<CameraConfig> cameras() {
        return watches.configs();
    }

    @Override
    public Optional<CameraConfig> camera(String name) {
        return watches.config(name);
    }

    @Override
    public boolean isFixed(String name) {
        return fixed.contains(name);
    }

    @Override
    public Optional<CameraStatus> status(String name) {
        return watches.status(name);
    }

    @Override
    public Optional<byte[]> picture(String name, boolean heat, int width) {
        return watches.picture(name, heat, width);
    }

    @Override
    public List<ScoreHistory.Point> scores(String name) {
        return watches.scores(name);
    }

    @Override
    public long bufferedSeconds(String name) {
        return watches.bufferedLength(name).toSeconds();
    }

    @Override
    public synchronized void add(CameraConfig camera) {
        if (camera(camera.name()).isPresent()) {
            throw VedetteException.badConfiguration("there is a camera " + camera.name() + " already");
        }
        requireAllowed(camera);
        store.put(camera);
        if (!places.containsKey(camera.name())) {
            // What lies there is of another camera, which had its name before the server started.
            watches.clear(camera.name());
        }
        watch(camera);
    }

    @Override
    public synchronized void change(CameraConfig camera) {
        requireChangeable(camera.name());
        requireAllowed(camera);
        store.put(camera);
        watch(camera);
    }

    @Override
    public synchronized void zones(String name, List<Zone> zones) {
        camera(name).ifPresent(camera -> change(camera.withZones(zones)));
    }

    @Override
    public synchronized void schedule(String name, Optional<Schedule> schedule) {
        camera(name).ifPresent(camera -> change(camera.withSchedule(schedule)));
    }

    private void requireAllowed(CameraConfig camera) {
        if (camera.parsed().kind() == Kind.FILE) {
            folders.require(camera.parsed().path());
        }
    }

    private void requireChangeable(String name) {
        if (isFixed(name)) {
            throw VedetteException.badConfiguration("camera " + name + " is in vedette.yaml: change it there");
        }
    }

    @Override
    public synchronized void remove(String name) {
        requireChangeable(name);
        // First of all, so that nothing is changed while the store does not answer.
        store.remove(name);
        learnings.forget(name);
        watches.removeWithFootage(name);
        places.remove(name);
        library.removeAll(name);
    }

    @Override
    public List<String> footage() {
        return folders.list();
    }

    @Override
    public void learn(String name) {
        camera(name).ifPresent(camera -> learnings.start(camera, () -> watches.buffered(name)));
    }

    @Override
    public Learnings learnings() {
        return learnings;
    }

    @Override
    public DetectorLibrary library() {
        return library;
    }

    @Override
    public synchronized void use(CameraConfig camera, long version) {
        library.activate(camera.name(), version);
        renew(camera.name());
    }
}
