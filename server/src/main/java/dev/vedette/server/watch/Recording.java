package dev.vedette.server.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.fault.AtomicFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.watch.EventFolders.Part;
import dev.vedette.video.ImageFiles;
import dev.vedette.video.VideoWriter;
import dev.vedette.video.heat.HeatPainter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one event while it goes on. A full disk costs the clip, not the event. Not thread-safe. */
final class Recording implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recording.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double QUALITY = 0.85;

    private final Path folder;
    private final HeatPainter painter;
    private final double frameRate;
    private final double threshold;
    private final List<Map<String, Object>> curve = new ArrayList<>();
    private @Nullable VideoWriter clip;
    private Scored peak;
    private @Nullable String fault;

    /** @param folder that they lie in; made with the first */
    Recording(Path folder, HeatPainter painter, double frameRate, double threshold, Scored first) {
        this.folder = folder;
        this.painter = painter;
        this.frameRate = frameRate;
        this.threshold = threshold;
        this.peak = first;
    }

    Scored peak() {
        return peak;
    }

    /** What went wrong with the files, if anything did. */
    @Nullable
    String fault() {
        return fault;
    }

    void peaks(Scored scored) {
        peak = scored;
    }

    void add(Scored scored) {
        Map<String, Object> point = new LinkedHashMap<>();
        point.put("at", scored.at().toEpochMilli());
        point.put("score", scored.score().causal());
        curve.add(point);
        attempt(() -> {
            VideoWriter writer = clip;
            if (writer == null) {
                writer = VideoWriter.create(
                        file(Part.CLIP),
                        scored.picture().width(),
                        scored.picture().height(),
                        frameRate);
                clip = writer;
            }
            writer.write(scored.picture());
        });
    }

    /** Pictures as soon as there is something to see, so that the page has them while the event goes on. */
    void writePictures() {
        attempt(() -> {
            ImageFiles.writeJpeg(file(Part.SNAPSHOT), peak.picture(), QUALITY);
            ImageFiles.writeJpeg(
                    file(Part.HEAT), painter.paint(peak.picture(), peak.score().map()), QUALITY);
        });
    }

    /** Ends clip, pictures and curve. */
    void finish() {
        writePictures();
        attempt(() -> {
            if (clip != null) {
                clip.finish();
            }
        });
        Map<String, Object> scores = new LinkedHashMap<>();
        scores.put("threshold", threshold);
        scores.put("peak", peak.at().toEpochMilli());
        scores.put("frameRate", frameRate);
        scores.put("scores", curve);
        attempt(() -> AtomicFile.write(file(Part.SCORES), out -> JSON.writeValue(out, scores)));
        close();
    }

    private Path file(Part part) {
        return folder.resolve(part.file());
    }

    private void attempt(Runnable step) {
        if (fault != null) {
            return;
        }
        try {
            step.run();
        } catch (VedetteException e) {
            fault = String.valueOf(e.getMessage());
            LOG.warn("the files in {} are not complete: {}", folder, fault);
        }
    }

    @Override
    public void close() {
        if (clip != null) {
            clip.close();
            clip = null;
        }
    }
}
