package dev.vedette.training.footage;

import dev.vedette.detection.Provenance.FootageDigest;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Clip;
import dev.vedette.frame.ClipAssembler;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Video;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Reads videos into a {@link FootageStore} in one pass. */
final class FootageReader {
    private static final double GAP_SECONDS = 2;
    /** Frames with motion that footage must have at least before it says anything about what is normal. */
    private static final int LEAST_MOVING_FRAMES = 8;

    private final List<Video> videos;
    private final FootageSettings settings;
    private final FootageProgress progress;
    private final SplittableRandom random;
    private final MessageDigest digest = sha256();
    private final List<FootageDigest> digests = new ArrayList<>();
    private final SegmentReservoir reservoir;

    private long framesRead;
    private long movingFrames;
    private @Nullable StoredSegment open;

    FootageReader(List<Video> videos, FootageSettings settings, FootageProgress progress) {
        this.videos = List.copyOf(videos);
        this.settings = settings;
        this.progress = progress;
        random = new SplittableRandom(settings.seed());
        reservoir = new SegmentReservoir(settings.maxFrames());
    }

    FootageStore read() {
        FrameFile file = new FrameFile(settings);
        try {
            for (int i = 0; i < videos.size(); i++) {
                readVideo(file, i);
            }
            requireMotion();
            return new FootageStore(
                    file,
                    videos,
                    parts(file),
                    digests,
                    GAP_SECONDS
                            * videos.stream()
                                    .mapToDouble(Video::frameRate)
                                    .max()
                                    .orElse(0));
        } catch (RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    private void readVideo(FrameFile file, int number) {
        Video video = videos.get(number);
        ClipAssembler assembler = new ClipAssembler(settings.width(), settings.height());
        long inVideo = 0;
        try (FrameSource source = video.open()) {
            for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
                digest.update(next.get().image().bgr());
                keep(file, number, inVideo, assembler.push(next.get()));
                inVideo++;
                framesRead++;
                progress.read(video, number, inVideo, framesRead);
            }
        }
        if (inVideo == 0) {
            throw VedetteException.badInput("the video " + video.name()
                    + " has no frames, but learning needs at least one: leave it out or replace it");
        }
        digests.add(new FootageDigest(video.name(), inVideo, HexFormat.of().formatHex(digest.digest())));
        keep(file, number, inVideo, assembler.finish());
        StoredSegment last = open;
        if (last != null) {
            last.endsVideo = true;
            offer(file, last);
        }
        open = null;
    }

    private void keep(FrameFile file, int video, long inVideo, List<Clip> clips) {
        long number = Math.max(0, inVideo - Clip.STRIDE);
        for (Clip clip : clips) {
            StoredSegment segment = open;
            if (segment != null && segment.isFull()) {
                offer(file, segment);
                segment = null;
            }
            if (segment == null) {
                segment = new StoredSegment(video, number, random.nextLong());
                open = segment;
            }
            double moving = MotionMeasure.movingShare(clip.gradient());
            movingFrames += moving > 0 ? 1 : 0;
            int place = file.allocate();
            file.write(place, clip.present(), clip.gradient());
            segment.add(place, clip.time().toNanos(), moving);
            number++;
        }
    }

    private void offer(FrameFile file, StoredSegment segment) {
        reservoir.offer(segment).forEach(gone -> gone.places().forEach(file::free));
    }

    private void requireMotion() {
        if (videos.isEmpty()) {
            throw VedetteException.badInput(
                    "there are no videos to learn from, but at least one is needed: name a video or a folder of frames");
        }
        if (movingFrames < Math.min(LEAST_MOVING_FRAMES, framesRead)) {
            throw VedetteException.badInput(
                    "something moves in only " + movingFrames + " of " + framesRead
                            + " frames, but learning needs footage in which things move as usual: record the scene while it is in use");
        }
    }

    private List<Footage.Part> parts(FrameFile file) {
        List<Footage.Part> parts = new ArrayList<>();
        List<StoredSegment> together = new ArrayList<>();
        for (StoredSegment segment : reservoir.kept()) {
            if (!together.isEmpty() && !together.get(together.size() - 1).isFollowedBy(segment)) {
                parts.add(part(file, together));
                together.clear();
            }
            together.add(segment);
        }
        parts.add(part(file, together));
        return parts;
    }

    private static Footage.Part part(FrameFile file, List<StoredSegment> together) {
        Run run = new Run(file, together);
        return new Footage.Part(run, run.firstClip(), run.endClip());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw VedetteException.internal("this Java has no SHA-256, which every Java must have", e);
        }
    }
}
