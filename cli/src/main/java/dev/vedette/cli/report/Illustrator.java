package dev.vedette.cli.report;

import dev.vedette.cli.picture.Canvas;
import dev.vedette.cli.picture.OverlaySize;
import dev.vedette.cli.picture.ScoreStrip;
import dev.vedette.cli.recording.ReadAhead;
import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.detection.AnomalyEvent;
import dev.vedette.detection.Detector;
import dev.vedette.frame.BilinearResize;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import dev.vedette.scoring.ScoreMap;
import dev.vedette.video.ImageFiles;
import dev.vedette.video.VideoWriter;
import dev.vedette.video.heat.HeatPainter;
import dev.vedette.video.heat.HeatScale;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Goes through a scored video once more and makes its pictures: two for each event, and the overlay video. */
public final class Illustrator {
    /** Name of the overlay video in the folder of its video's results. */
    public static final String OVERLAY = "overlay.mp4";

    private static final Color OUTLINE = new Color(255, 80, 80);
    private static final int THUMBNAIL_WIDTH = 480;
    private static final int PICTURES_ON_A_PAGE = 24;
    private static final double QUALITY = 0.85;

    private final ScoredVideo scored;
    private final Detector detector;
    private final HeatPainter painter;
    private final Path folder;
    private final Set<Integer> onPage = new HashSet<>();
    private final List<EventPicture> pictures = new ArrayList<>();

    /** @param folder of the video's results */
    public Illustrator(ScoredVideo scored, Detector detector, Path folder) {
        this.scored = scored;
        this.detector = detector;
        this.folder = folder;
        painter = new HeatPainter(HeatScale.of(detector, scored.maps().sample()));
        scored.events().stream()
                .sorted(Comparator.comparingDouble(AnomalyEvent::peakScore).reversed())
                .limit(PICTURES_ON_A_PAGE)
                .forEach(event -> onPage.add(scored.events().indexOf(event)));
    }

    /**
     * Writes the pictures of all events and, where asked, the overlay video.
     *
     * @param overlay file of the overlay video; none is made without it
     * @param progress told the number of frames gone through by now; may throw to end the run
     * @return pictures of the strongest events, in order of time, for the page
     */
    public List<EventPicture> illustrate(@Nullable Path overlay, LongConsumer progress) {
        OverlaySize size = OverlaySize.of(scored.width(), scored.height());
        long lastPeak = scored.events().stream()
                .mapToLong(AnomalyEvent::peakFrame)
                .max()
                .orElse(-1);
        if (overlay == null) {
            walk(lastPeak, (frame, map) -> progress.accept(frame.index() + 1));
            return inOrder();
        }
        ScoreStrip strip = new ScoreStrip(
                scored.seconds(),
                scored.causal(),
                scored.alarm(),
                detector.calibration().threshold());
        BilinearResize resize = new BilinearResize(scored.width(), scored.height(), size.width(), size.frameHeight());
        try (VideoWriter writer = VideoWriter.create(
                overlay, size.width(), size.height(), scored.video().frameRate())) {
            walk(scored.frames() - 1L, (frame, map) -> {
                Canvas canvas = new Canvas(size.width(), size.height());
                canvas.put(painter.paint(resize.apply(frame.image()), map), 0);
                strip.draw(canvas, size.frameHeight(), (int) frame.index());
                writer.write(canvas.image());
                progress.accept(frame.index() + 1);
            });
            writer.finish();
        }
        return inOrder();
    }

    private interface Visitor {
        void visit(Frame frame, ScoreMap map);
    }

    private void walk(long last, Visitor visitor) {
        try (FrameSource source = new ReadAhead(scored.video())) {
            for (Optional<Frame> next = source.next();
                    next.isPresent() && next.get().index() <= last;
                    next = source.next()) {
                Frame frame = next.get();
                ScoreMap map = scored.maps().get((int) frame.index());
                for (int i = 0; i < scored.events().size(); i++) {
                    if (scored.events().get(i).peakFrame() == frame.index()) {
                        picture(i, frame.image(), map);
                    }
                }
                visitor.visit(frame, map);
            }
        }
    }

    private void picture(int index, Image frame, ScoreMap map) {
        AnomalyEvent event = scored.events().get(index);
        int number = index + 1;
        Image heat = painter.paint(frame, map);
        Image outlined =
                Canvas.of(frame).outline(event.place(), frame.height(), OUTLINE).image();
        ImageFiles.writeJpeg(folder.resolve(EventFiles.thumbnail(number)), outlined, QUALITY);
        ImageFiles.writeJpeg(folder.resolve(EventFiles.heatMap(number)), heat, QUALITY);
        if (onPage.contains(index)) {
            Image small = Canvas.atMost(frame, THUMBNAIL_WIDTH);
            pictures.add(new EventPicture(
                    number,
                    event,
                    ImageFiles.jpeg(
                            Canvas.of(small)
                                    .outline(event.place(), small.height(), OUTLINE)
                                    .image(),
                            QUALITY),
                    ImageFiles.jpeg(painter.paint(small, map), QUALITY)));
        }
    }

    private List<EventPicture> inOrder() {
        return pictures.stream()
                .sorted(Comparator.comparingInt(EventPicture::number))
                .toList();
    }
}
