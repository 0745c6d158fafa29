package dev.vedette.server.watch;

import dev.vedette.detection.Detector;
import dev.vedette.frame.BilinearResize;
import dev.vedette.frame.Image;
import dev.vedette.scoring.ScoreMap;
import dev.vedette.video.ImageFiles;
import dev.vedette.video.heat.HeatPainter;
import dev.vedette.video.heat.HeatScale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a camera shows now, as a JPEG file; made only when somebody looks. Thread-safe. */
final class LivePicture {
    private static final double QUALITY = 0.8;

    private @Nullable Image picture;
    private @Nullable ScoreMap map;
    private @Nullable Detector detector;

    synchronized void show(Image shown) {
        picture = shown;
    }

    synchronized void show(Scored scored, Detector by) {
        picture = scored.picture();
        map = scored.score().map();
        detector = by;
    }

    synchronized void forgetHeat() {
        map = null;
        detector = null;
    }

    /** @param width most pixels in a row */
    Optional<byte[]> jpeg(boolean heat, int width) {
        Image shown;
        ScoreMap hot;
        Detector by;
        synchronized (this) {
            shown = picture;
            hot = map;
            by = detector;
        }
        if (shown == null) {
            return Optional.empty();
        }
        if (heat && hot != null && by != null) {
            shown = new HeatPainter(HeatScale.of(by, hot.values())).paint(shown, hot);
        }
        if (shown.width() > width) {
            int height = Math.max(1, Math.round((float) shown.height() * width / shown.width()));
            shown = BilinearResize.resize(shown, width, height);
        }
        return Optional.of(ImageFiles.jpeg(shown, QUALITY));
    }
}
