package dev.vedette.video.camera;

import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Video;
import dev.vedette.video.FrameThinner;
import dev.vedette.video.Videos;
import dev.vedette.video.scene.StreetScene;
import java.util.Optional;

/** Footage that is there already, seen as a camera's: thinned to its rate of analysis, narrowed to its width. Immutable. */
public final class RecordedFootage implements Video {
    /** What the simulated street shows before it begins anew as another one: half of it is normal. */
    private static final int STREET_FRAMES = 750;

    /** As much as the demo learns from. */
    private static final int STREET_LESSON = 1875;

    private final Video video;
    private final double rate;
    private final int width;

    private RecordedFootage(Video video, double rate, int width) {
        this.video = video;
        this.rate = rate;
        this.width = width;
    }

    /**
     * What a recorded camera shows from its beginning to its end.
     *
     * @param round how often it was shown before
     * @throws dev.vedette.fault.VedetteException bad input, when the file is no footage
     */
    static Video of(CameraAddress address, double rate, int width, long round) {
        Video whole = address.kind() == CameraAddress.Kind.STREET ? street(round) : Videos.open(address.path());
        return new RecordedFootage(whole, rate, width);
    }

    /** What a camera that is a file, a folder or the street can be learned from. */
    public static Video lesson(CameraAddress address, double rate, int width) {
        return address.kind() == CameraAddress.Kind.STREET
                ? new RecordedFootage(StreetScene.normal(1, STREET_LESSON).asVideo(), rate, width)
                : of(address, rate, width, 0);
    }

    /** More of what the simulated street usually shows than is learned from. */
    public static Video otherLesson(double rate, int width) {
        return new RecordedFootage(StreetScene.normal(2, 2 * STREET_LESSON).asVideo(), rate, width);
    }

    /** Footage that was buffered as it was looked at. */
    public static Video buffered(Video recorded, double rate, int width) {
        return new RecordedFootage(recorded, rate, width);
    }

    private static Video street(long round) {
        boolean calm = round % 2 == 0;
        StreetScene scene = calm
                ? StreetScene.normal(1000 + round, STREET_FRAMES)
                : StreetScene.withAnomalies(1000 + round, STREET_FRAMES);
        return scene.asVideo();
    }

    @Override
    public String name() {
        return video.name();
    }

    @Override
    public double frameRate() {
        return Math.min(rate, video.frameRate());
    }

    @Override
    public FrameSource open() {
        return new Thinned(new Narrowed(video.open(), width), new FrameThinner(rate));
    }

    private static final class Thinned implements FrameSource {
        private final FrameSource source;
        private final FrameThinner thinner;
        private long index;

        Thinned(FrameSource source, FrameThinner thinner) {
            this.source = source;
            this.thinner = thinner;
        }

        @Override
        public Optional<Frame> next() {
            Optional<Frame> frame = source.next();
            while (frame.isPresent() && !thinner.takes(frame.get().time())) {
                frame = source.next();
            }
            return frame.map(taken -> new Frame(index++, taken.time(), taken.image()));
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
