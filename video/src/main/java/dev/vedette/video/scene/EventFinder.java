package dev.vedette.video.scene;

import dev.vedette.frame.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds out in which frames an anomaly is really seen, and where, by drawing it alone. */
final class EventFinder {
    /** Less of it than this, compared with all of it, does not count as seen. */
    private static final double LEAST_PART = 0.25;

    /** An anomaly as it is seen, and who it is. */
    record Sighting(SceneEvent event, Actor actor) {}

    private final StreetScene.Format format;
    private final int frames;

    EventFinder(StreetScene.Format format, int frames) {
        this.format = format;
        this.frames = frames;
    }

    List<Sighting> find(List<Cast.Part> anomalies) {
        return anomalies.stream()
                .flatMap(part -> find(part).stream())
                .sorted(Comparator.comparingInt(sighting -> sighting.event().firstFrame()))
                .toList();
    }

    private Optional<Sighting> find(Cast.Part part) {
        int from = (int) Math.max(0, Math.ceil(part.from() * format.frameRate()));
        int to = (int) Math.min(frames, Math.ceil(part.to() * format.frameRate()));
        List<Silhouette> silhouettes = new ArrayList<>();
        int largest = 0;
        for (int frame = from; frame < to; frame++) {
            Silhouette silhouette = Silhouette.of(part.actor(), frame / format.frameRate(), format);
            silhouettes.add(silhouette);
            largest = Math.max(largest, silhouette.pixels());
        }
        int least = (int) Math.max(1, Math.ceil(LEAST_PART * largest));
        List<Box> boxes = new ArrayList<>();
        int first = -1;
        for (int i = 0; i < silhouettes.size(); i++) {
            if (silhouettes.get(i).pixels() >= least) {
                first = first < 0 ? from + i : first;
                boxes.add(silhouettes.get(i).box());
            }
        }
        return boxes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sighting(new SceneEvent(part.what(), first, boxes), part.actor()));
    }
}
