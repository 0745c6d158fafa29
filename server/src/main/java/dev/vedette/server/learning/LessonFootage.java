package dev.vedette.server.learning;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Video;
import dev.vedette.server.config.CameraConfig;
import dev.vedette.video.Videos;
import dev.vedette.video.camera.CameraAddress;
import dev.vedette.video.camera.RecordedFootage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A camera's footage in two parts: what is learned from, and what is kept back to see how often a score comes on normal footage that the detector does not
 * know. A fifth is kept back: of buffered footage stretches from all over it, because a night is unlike a day; of a file its end. Immutable.
 *
 * @param learned not empty
 * @param keptBack not empty
 */
record LessonFootage(List<Video> learned, List<Video> keptBack) {
    private static final int ONE_IN = 5;

    /** Buffered videos of a minute each that follow each other: as many as make ten stretches, at most half an hour. */
    private static final int STRETCHES = 10;

    private static final int LONGEST_STRETCH = 30;

    /** From so long a stretch on, the minutes beside it are in neither part: what goes on at its edge goes on in them, too. */
    private static final int APART_FROM = 5;

    static LessonFootage of(LearningOrder order, LearningReport report) {
        CameraConfig camera = order.camera();
        double rate = camera.framesPerSecond();
        int width = camera.mostPixels();
        CameraAddress address = camera.parsed();
        if (!address.kind().isLive()) {
            Video lesson = RecordedFootage.lesson(address, rate, width);
            return address.kind() == CameraAddress.Kind.STREET
                    ? new LessonFootage(List.of(lesson), List.of(RecordedFootage.otherLesson(rate, width)))
                    : ofOne(lesson, report);
        }
        requireSome(camera, order.footage());
        List<Video> buffered = order.footage().stream()
                .map(file -> RecordedFootage.buffered(Videos.open(Path.of(file)), rate, width))
                .toList();
        return buffered.size() == 1 ? ofOne(buffered.get(0), report) : ofMany(buffered);
    }

    /**
     * Of a live camera, footage has to be buffered: its address is no file, and must not be told as one, for there may be a password in it.
     *
     * @throws VedetteException bad configuration, when it is a live camera's and there is none
     */
    static void requireSome(CameraConfig camera, List<?> buffered) {
        if (camera.parsed().kind().isLive() && buffered.isEmpty()) {
            throw VedetteException.badConfiguration(
                    "there is no footage of camera " + camera.name() + " yet: let it run for some time, a day is best");
        }
    }

    /** @param minutes oldest first, at least two */
    static LessonFootage ofMany(List<Video> minutes) {
        List<Video> learned = new ArrayList<>();
        List<Video> keptBack = new ArrayList<>();
        int stretch = Math.max(1, Math.min(LONGEST_STRETCH, minutes.size() / STRETCHES));
        int apart = stretch < APART_FROM ? 0 : 1;
        for (int i = 0; i < minutes.size(); i++) {
            if (isKeptBack(i, stretch, minutes.size())) {
                keptBack.add(minutes.get(i));
            } else if (!isKeptBack(i - apart, stretch, minutes.size())
                    && !isKeptBack(i + apart, stretch, minutes.size())) {
                learned.add(minutes.get(i));
            }
        }
        return new LessonFootage(learned, keptBack);
    }

    private static boolean isKeptBack(int minute, int stretch, int minutes) {
        return minutes < ONE_IN ? minute == minutes - 1 : minute / stretch % ONE_IN == ONE_IN / 2;
    }

    /** @throws VedetteException bad input, when it is too short to keep anything back */
    static LessonFootage ofOne(Video video, LearningReport report) {
        long frames = 0;
        try (FrameSource source = video.open()) {
            while (source.next().isPresent()) {
                report.reading(video.name(), ++frames);
            }
        }
        if (frames < ONE_IN) {
            throw VedetteException.badInput("the footage " + video.name() + " has " + frames
                    + " frames, too few to learn from: give some minutes at least, a day is best");
        }
        long learned = frames - frames / ONE_IN;
        return new LessonFootage(
                List.of(new Stretch(video, 0, learned)), List.of(new Stretch(video, learned, frames - learned)));
    }

    /** Some consecutive frames of a video. */
    private record Stretch(Video video, long first, long frames) implements Video {
        @Override
        public String name() {
            return video.name();
        }

        @Override
        public double frameRate() {
            return video.frameRate();
        }

        @Override
        public FrameSource open() {
            FrameSource source = video.open();
            return new FrameSource() {
                private long skipped;
                private long taken;

                @Override
                public Optional<Frame> next() {
                    while (skipped < first && source.next().isPresent()) {
                        skipped++;
                    }
                    if (taken == frames) {
                        return Optional.empty();
                    }
                    return source.next().map(frame -> new Frame(taken++, frame.time(), frame.image()));
                }

                @Override
                public void close() {
                    source.close();
                }
            };
        }
    }
}
