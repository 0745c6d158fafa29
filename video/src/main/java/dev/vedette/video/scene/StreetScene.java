package dev.vedette.video.scene;

import dev.vedette.evaluation.PixelMask;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import dev.vedette.video.scene.EventFinder.Sighting;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A street before a fixed camera, drawn by the program: people walk by on both sides, some rest, some cross. A scene with
 * anomalies also has a cyclist, a runner and a van, and at its end somebody drops a bag and leaves it. Same seed, same
 * scene; the street itself is the same for every seed, as it is for a real camera. Immutable and thread-safe.
 */
public final class StreetScene {
    /** Pixels of a frame, and frames a second, where nothing else is asked for. */
    public static final Format DEFAULT_FORMAT = new Format(320, 192, 12.5);

    private static final int SHORTEST_WITH_ANOMALIES = 40;

    /**
     * Size and rate of a scene's frames.
     *
     * @param width pixels, 64..4096
     * @param height pixels, 48..4096; the picture is laid out for 5:3
     * @param frameRate frames a second, 1..120
     */
    public record Format(int width, int height, double frameRate) {
        public Format {
            if (width < 64 || width > 4096 || height < 48 || height > 4096 || !(frameRate >= 1 && frameRate <= 120)) {
                throw VedetteException.badConfiguration("a scene of " + width + "x" + height + " at " + frameRate
                        + " frames a second; choose 64x48 to 4096x4096 and 1 to 120 frames a second");
            }
        }
    }

    private final String name;
    private final int frames;
    private final Format format;
    private final List<Actor> actors;
    private final int[] backdrop;
    private final Camera camera;
    private final List<Sighting> sightings;
    private final List<SceneEvent> events;

    private StreetScene(String name, long seed, int frames, Format format, Cast cast) {
        this.name = name;
        this.frames = frames;
        this.format = format;
        actors = List.copyOf(cast.actors());
        backdrop = Backdrop.paint(format.width(), format.height());
        camera = new Camera(seed);
        sightings = new EventFinder(format, frames).find(cast.anomalies());
        events = sightings.stream().map(Sighting::event).toList();
    }

    /** {@link #normal(long, int, Format)} in the {@link #DEFAULT_FORMAT}. */
    public static StreetScene normal(long seed, int frames) {
        return normal(seed, frames, DEFAULT_FORMAT);
    }

    /** People walking, and nothing else. @param frames at least 1 */
    public static StreetScene normal(long seed, int frames, Format format) {
        requireFrames(frames, 1);
        return new StreetScene("street-" + seed, seed, frames, format, Cast.normal(seed, frames / format.frameRate()));
    }

    /** {@link #withAnomalies(long, int, Format)} in the {@link #DEFAULT_FORMAT}. */
    public static StreetScene withAnomalies(long seed, int frames) {
        return withAnomalies(seed, frames, DEFAULT_FORMAT);
    }

    /**
     * People walking and an anomaly about every 18 seconds, at least four: cyclist, runner, van in turn; the last is a
     * dropped bag. The {@link #events()} tell when and where.
     *
     * @param frames enough for 40 seconds at least, so that four find their place
     */
    public static StreetScene withAnomalies(long seed, int frames, Format format) {
        requireFrames(frames, (int) Math.ceil(SHORTEST_WITH_ANOMALIES * format.frameRate()));
        return new StreetScene(
                "street-" + seed, seed, frames, format, Cast.withAnomalies(seed, frames / format.frameRate()));
    }

    private static void requireFrames(int frames, int least) {
        if (frames < least) {
            throw VedetteException.badConfiguration(
                    "a scene of " + frames + " frames is too short; choose at least " + least);
        }
    }

    /** {@code street-SEED}. */
    public String name() {
        return name;
    }

    public int frames() {
        return frames;
    }

    public Format format() {
        return format;
    }

    /** The anomalies in order of time; none in a normal scene. */
    public List<SceneEvent> events() {
        return events;
    }

    /** Whether an anomaly is seen in a frame. */
    public boolean isAbnormal(int frame) {
        return events.stream().anyMatch(event -> event.includes(frame));
    }

    /** Which pixels of a frame belong to anomalies; what somebody nearer hides does not. */
    public PixelMask mask(int frame) {
        double time = time(frame);
        boolean[] abnormal = new boolean[format.width() * format.height()];
        List<Actor> present = present(time);
        for (Sighting sighting : sightings) {
            if (sighting.event().includes(frame)) {
                List<Actor> nearer = present.subList(present.indexOf(sighting.actor()) + 1, present.size());
                Silhouette.of(sighting.actor(), nearer, time, format).addTo(abnormal);
            }
        }
        return new PixelMask(format.width(), format.height(), abnormal);
    }

    /** One frame. @param frame 0 to {@link #frames()} - 1 */
    public Image render(int frame) {
        double time = time(frame);
        BufferedImage canvas = new BufferedImage(format.width(), format.height(), BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) canvas.getRaster().getDataBuffer()).getData();
        System.arraycopy(backdrop, 0, pixels, 0, pixels.length);
        Graphics2D graphics = canvas.createGraphics();
        Brush.smooth(graphics);
        graphics.scale(format.width() / Perspective.WIDTH, format.height() / Perspective.HEIGHT);
        List<Actor> present = present(time);
        present.forEach(actor -> actor.paintShadow(graphics, time));
        present.forEach(actor -> actor.paint(graphics, time));
        graphics.dispose();
        return camera.expose(pixels, format.width(), format.height(), frame, time);
    }

    /** Everybody in the picture, the farthest first. */
    private List<Actor> present(double time) {
        return actors.stream()
                .filter(actor -> actor.present(time))
                .sorted(Comparator.comparingDouble((Actor actor) -> actor.depth(time))
                        .reversed())
                .toList();
    }

    private double time(int frame) {
        if (frame < 0 || frame >= frames) {
            throw new IndexOutOfBoundsException("frame " + frame + " of a scene of " + frames);
        }
        return frame / format.frameRate();
    }

    /** The scene as a video that needs no file; its name is {@link #name()}. */
    public Video asVideo() {
        return new SceneVideo(this);
    }

    private record SceneVideo(StreetScene scene) implements Video {
        @Override
        public String name() {
            return scene.name;
        }

        @Override
        public double frameRate() {
            return scene.format.frameRate();
        }

        @Override
        public FrameSource open() {
            return new Frames(scene);
        }
    }

    private static final class Frames implements FrameSource {
        private final StreetScene scene;
        private int next;

        Frames(StreetScene scene) {
            this.scene = scene;
        }

        @Override
        public Optional<Frame> next() {
            if (next == scene.frames) {
                return Optional.empty();
            }
            Duration time = Duration.ofNanos(Math.round(scene.time(next) * 1e9));
            return Optional.of(new Frame(next, time, scene.render(next++)));
        }

        @Override
        public void close() {
            next = scene.frames;
        }
    }
}
