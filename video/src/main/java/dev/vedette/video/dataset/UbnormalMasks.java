package dev.vedette.video.dataset;

import dev.vedette.evaluation.PixelMask;
import dev.vedette.fault.VedetteException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Annotations of one UBnormal video: an image {@code …_gt.png} for each frame, whose grey level is the number of an object,
 * and a file {@code …tracks.txt} of lines {@code object,first frame,last frame} (from 0, both included) that says when which
 * object is abnormal. Where an image has no grey level of an abnormal object but white pixels, those are abnormal.
 */
final class UbnormalMasks implements Masks {
    private static final int WHITE = 255;

    private final Path folder;
    private final List<Path> images;
    private final List<Span> spans;

    private record Span(int object, int first, int last) {}

    private UbnormalMasks(Path folder, List<Path> images, List<Span> spans) {
        this.folder = folder;
        this.images = images;
        this.spans = spans;
    }

    static UbnormalMasks of(Path folder) {
        List<Path> images = Listing.files(folder, "_gt.png");
        List<Path> tracks = Listing.files(folder, "tracks.txt");
        if (images.isEmpty() || tracks.size() != 1) {
            throw VedetteException.badInput(folder + " holds " + images.size() + " files *_gt.png and " + tracks.size()
                    + " files *tracks.txt; expected one image for each frame and one file of tracks");
        }
        List<Span> spans = new ArrayList<>();
        for (TextFile.Line line : TextFile.lines(tracks.get(0))) {
            String[] values = line.values(3, "object,first frame,last frame");
            Span span = new Span(
                    line.number(values[0], "the object"),
                    line.number(values[1], "the first frame"),
                    line.number(values[2], "the last frame"));
            if (span.last < span.first || span.first >= images.size()) {
                throw line.unusable("expected first <= last within the frames 0 to " + (images.size() - 1));
            }
            spans.add(span);
        }
        return new UbnormalMasks(folder, images, spans);
    }

    /** Frames in which an object is abnormal. */
    FrameLabels labels() {
        boolean[] abnormal = new boolean[images.size()];
        for (int frame = 0; frame < abnormal.length; frame++) {
            abnormal[frame] = !objects(frame).isEmpty();
        }
        return FrameLabels.of(abnormal, folder.toString());
    }

    @Override
    public int frames() {
        return images.size();
    }

    @Override
    public MaskSource open() {
        return new FrameMasks(folder.toString(), images.size(), this::mask).open();
    }

    private PixelMask mask(int frame) {
        Set<Integer> objects = objects(frame);
        GrayImage image = GrayImage.read(images.get(frame));
        PixelMask mask = image.mask(objects::contains);
        return objects.isEmpty() || mask.any() ? mask : image.mask(value -> value == WHITE);
    }

    private Set<Integer> objects(int frame) {
        return spans.stream()
                .filter(span -> span.first <= frame && frame <= span.last)
                .map(Span::object)
                .collect(Collectors.toSet());
    }
}
