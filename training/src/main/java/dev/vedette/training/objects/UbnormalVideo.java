package dev.vedette.training.objects;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Clip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One annotated video in UBnormal's layout, its frames as pictures.
 *
 * @param frames in order
 * @param masks as many
 */
record UbnormalVideo(List<Path> frames, List<Path> masks, List<Span> spans) {
    private static final String MASK = "_gt.png";
    private static final String TRACKS = "tracks.txt";
    private static final String ANNOTATIONS = "_annotations";
    private static final int DEPTH = 5;

    /** An object's track, both ends included. */
    record Span(int object, int first, int last) {}

    /** An object in frame t, of whose track t−3 and t+3 are part too. */
    record Moment(UbnormalVideo video, int object, int frame) {}

    /** All annotated videos below a folder. */
    static List<UbnormalVideo> find(Path root) {
        List<Path> folders;
        try (Stream<Path> walk = Files.walk(root, DEPTH)) {
            folders = walk.filter(Files::isDirectory).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            // Unchecked, where a folder below the root cannot be opened.
            throw VedetteException.badInput(
                    "cannot look through " + root + " (" + e + "): check its name and rights", e);
        }
        List<UbnormalVideo> videos = new ArrayList<>();
        for (Path folder : folders) {
            List<Path> masks =
                    ImageFile.in(folder).stream().filter(f -> named(f, MASK)).toList();
            if (!masks.isEmpty()) {
                videos.add(read(folder, masks, folders));
            }
        }
        if (videos.isEmpty()) {
            throw VedetteException.badInput("no folder with masks *" + MASK + " below " + root
                    + ", but UBnormal's layout has one for each abnormal video: name the folder of the data set");
        }
        return videos;
    }

    private static UbnormalVideo read(Path folder, List<Path> masks, List<Path> folders) {
        String name = String.valueOf(folder.getFileName()).replace(ANNOTATIONS, "");
        List<Path> frames = folders.stream()
                .filter(f ->
                        !f.equals(folder) && String.valueOf(f.getFileName()).equals(name))
                .map(ImageFile::in)
                .filter(files -> !files.isEmpty())
                .findFirst()
                .orElseThrow(() -> VedetteException.badInput("the frames of " + name
                        + " are missing: expected a folder of that name with a picture for each of its " + masks.size()
                        + " masks; take them out of the video, for instance with ffmpeg -i " + name + ".mp4 " + name
                        + "/%04d.png"));
        if (frames.size() != masks.size()) {
            throw VedetteException.badInput(name + " has " + frames.size() + " frames but " + masks.size()
                    + " masks; expected as many: take all frames out of the video again");
        }
        return new UbnormalVideo(frames, masks, spans(folder, masks.size()));
    }

    private static List<Span> spans(Path folder, int frames) {
        List<Span> spans = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> tracks = files.filter(f -> named(f, TRACKS)).toList();
            if (tracks.size() != 1) {
                throw VedetteException.badInput(
                        folder + " has " + tracks.size() + " files *" + TRACKS + ", but one is expected: complete it");
            }
            for (String line : Files.readAllLines(tracks.get(0))) {
                if (!line.isBlank()) {
                    spans.add(span(tracks.get(0), line, frames));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw VedetteException.badInput("cannot read the tracks in " + folder + " (" + e + "): replace them", e);
        }
        return spans;
    }

    private static Span span(Path file, String line, int frames) {
        String[] values = line.strip().split("[,;\\s]+", -1);
        try {
            Span span = new Span(number(values, 0), number(values, 1), number(values, 2));
            if (span.first >= 0 && span.first <= span.last && span.first < frames) {
                return span;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // Falls through to the fault below, which says what the line should have been.
        }
        throw VedetteException.badInput(file + " has a line \"" + line
                + "\", but expected object,first frame,last frame within " + frames + " frames: correct it");
    }

    private static int number(String[] values, int index) {
        return (int) Double.parseDouble(values[index]);
    }

    private static boolean named(Path file, String ending) {
        return String.valueOf(file.getFileName()).endsWith(ending);
    }

    /** All moments at which an object may be large enough. */
    List<Moment> moments() {
        List<Moment> moments = new ArrayList<>();
        for (Span span : spans) {
            int last = Math.min(span.last, frames.size() - 1) - Clip.STRIDE;
            for (int frame = span.first + Clip.STRIDE; frame <= last; frame++) {
                moments.add(new Moment(this, span.object, frame));
            }
        }
        return moments;
    }
}
