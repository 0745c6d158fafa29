package dev.vedette.training.footage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.detection.Provenance.FootageDigest;
import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import dev.vedette.frame.Clip;
import dev.vedette.frame.ClipAssembler;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootageStoreTest {
    private static final int WIDTH = 24;
    private static final int HEIGHT = 16;

    @TempDir
    Path folder;

    @Test
    void clipsEqualThoseOfTheStream() {
        List<Video> videos = List.of(walk("a", 70), new DrawnVideo("b", 10, 9, t -> picture(t % WIDTH)));
        List<Clip> expected = new ArrayList<>();
        videos.forEach(v -> expected.addAll(clips(v)));

        try (FootageStore store = read(videos, 1000)) {
            assertThat(store.size()).isEqualTo(79);
            assertThat(store.digests().stream().mapToLong(FootageDigest::frames).sum())
                    .isEqualTo(79);
            for (int i = 0; i < store.size(); i++) {
                Clip clip = store.clip(i);
                assertThat(clip.index()).isEqualTo(expected.get(i).index());
                assertThat(clip.time()).isEqualTo(expected.get(i).time());
                assertThat(clip.images()).isEqualTo(expected.get(i).images());
                assertThat(clip.gradients()).isEqualTo(expected.get(i).gradients());
            }
            assertThat(store.segments())
                    .containsExactly(new Footage.Segment("a", 0, 0, 70, 25), new Footage.Segment("b", 0, 70, 9, 10));
        }
    }

    @Test
    void longFootageIsThinnedEvenlyAndPrefersMotion() {
        // Three quarters of the footage are still; every stretch has some motion.
        Video video = new DrawnVideo("long", 25, 64 * 80, t -> picture(t / 64 % 4 == 0 ? t % WIDTH : 3));
        List<Clip> expected = clips(video);

        try (FootageStore store = read(List.of(video), 64 * 20)) {
            List<Footage.Segment> segments = store.segments();
            int clips = segments.stream().mapToInt(Footage.Segment::clips).sum();
            assertThat(clips).isEqualTo(store.size()).isBetween(64 * 20 - 6 * 20, 64 * 20);
            for (int quarter = 0; quarter < 4; quarter++) {
                int from = quarter * 64 * 20;
                long inQuarter = segments.stream()
                        .filter(s -> s.firstFrame() >= from && s.firstFrame() < from + 64 * 20)
                        .mapToInt(Footage.Segment::clips)
                        .sum();
                assertThat(inQuarter).as("quarter %d", quarter).isBetween(180L, 460L);
            }
            long moving = 0;
            for (int i = 0; i < store.size(); i++) {
                moving += store.footage().motion(i) > 0 ? 1 : 0;
                Clip clip = store.clip(i);
                assertThat(clip.images())
                        .isEqualTo(expected.get((int) clip.index()).images());
            }
            assertThat(moving).isGreaterThan(store.size() * 6 / 10).isLessThan(store.size());
        }
    }

    @Test
    void longFootageAfterManyShortVideosIsThinnedToTheLimitToo() {
        List<Video> videos = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            videos.add(walk("short " + i, 5));
        }
        videos.add(walk("long", 64 * 20));
        Map<String, List<Clip>> expected = new HashMap<>();
        videos.forEach(video -> expected.put(video.name(), clips(video)));

        try (FootageStore store = read(videos, 512)) {
            assertThat(store.size()).isBetween(400, 512);
            for (Footage.Segment segment : store.segments()) {
                List<Clip> ofVideo = expected.get(segment.video());
                for (int i = 0; i < segment.clips(); i++) {
                    Clip clip = store.clip(segment.firstClip() + i);
                    assertThat(clip.index()).isEqualTo(segment.firstFrame() + i);
                    Clip same = ofVideo.get((int) clip.index());
                    assertThat(clip.images()).isEqualTo(same.images());
                    assertThat(clip.gradients()).isEqualTo(same.gradients());
                }
            }
        }
    }

    @Test
    void theSameFootageGivesTheSameStore() {
        List<Video> videos = List.of(walk("a", 64 * 9));
        try (FootageStore one = read(videos, 128);
                FootageStore two = read(videos, 128)) {
            assertThat(two.segments()).isEqualTo(one.segments());
            assertThat(two.digests()).isEqualTo(one.digests());
            assertThat(one.digests())
                    .allSatisfy(video -> assertThat(video.sha256()).matches("[0-9a-f]{64}"));
        }
        try (FootageStore other = read(List.of(walk("a", 64 * 9 - 1)), 128);
                FootageStore one = read(videos, 128)) {
            assertThat(other.digests()).isNotEqualTo(one.digests());
        }
    }

    @Test
    void wholeVideosAreHeldOutWhereThereAreMany() {
        List<Video> videos = Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
                .<Video>map(name -> walk(name, 20))
                .toList();
        try (FootageStore store = read(videos, 1000)) {
            FootageSplit split = store.split(0.2, 7);

            assertThat(split.heldOut().size()).isEqualTo(40);
            assertThat(split.training().size()).isEqualTo(160);
            assertThat(names(split.training())).doesNotContainAnyElementsOf(names(split.heldOut()));
        }
    }

    /** Else most of the footage could not be learned from, where chance has it. */
    @Test
    void aLongVideoAmongShortOnesIsNotHeldOutWhole() {
        List<Video> videos = new ArrayList<>();
        videos.add(walk("long", 1000));
        for (int i = 0; i < 9; i++) {
            videos.add(walk("short " + i, 20));
        }
        try (FootageStore store = read(videos, 2000)) {
            for (long seed = 0; seed < 100; seed++) {
                FootageSplit split = store.split(0.2, seed);

                assertThat(names(split.heldOut())).as("seed %d", seed).doesNotContain("long");
                assertThat(split.heldOut().size()).as("seed %d", seed).isEqualTo(180);
            }
        }
    }

    @Test
    void theShortestVideoIsHeldOutWhereAllAreLongerThanWanted() {
        List<Video> videos = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            videos.add(walk("video " + i, i == 5 ? 15 : 20));
        }
        try (FootageStore store = read(videos, 1000)) {
            for (long seed = 0; seed < 20; seed++) {
                assertThat(names(store.split(0.02, seed).heldOut()))
                        .as("seed %d", seed)
                        .containsExactly("video 5");
            }
        }
    }

    @Test
    void oneStretchWithAGapIsHeldOutOfASingleVideo() {
        try (FootageStore store = read(List.of(walk("a", 1000)), 1000)) {
            FootageSplit split = store.split(0.1, 7);

            Set<Long> used = new HashSet<>();
            for (int i = 0; i < split.training().size(); i++) {
                long t = split.training().clip(i).index();
                for (long k = t - 4; k <= t + 4; k++) {
                    used.add(k);
                }
            }
            assertThat(split.heldOut().size()).isEqualTo(100);
            assertThat(split.heldOut().segments()).hasSize(1);
            assertThat(split.training().size()).isGreaterThanOrEqualTo(800);
            for (int i = 0; i < split.heldOut().size(); i++) {
                long t = split.heldOut().clip(i).index();
                for (long k = t - 4; k <= t + 4; k++) {
                    assertThat(used).doesNotContain(k);
                }
            }
        }
    }

    @Test
    void footageWithoutMotionIsBadInput() {
        assertFault(
                () -> read(List.of(new DrawnVideo("still", 25, 100, t -> picture(5))), 1000),
                Category.BAD_INPUT,
                "0 of 100 frames");
        assertFault(() -> read(List.of(), 1000), Category.BAD_INPUT, "no videos");
        assertFault(() -> read(List.of(walk("empty", 0)), 1000), Category.BAD_INPUT, "empty");
    }

    @Test
    void theTemporaryFileGoesAway() throws IOException {
        try (FootageStore store = read(List.of(walk("a", 20)), 1000)) {
            assertThat(store.size()).isEqualTo(20);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsADeviceFault() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        FootageSettings settings = FootageSettings.of(WIDTH, HEIGHT, 1).withFolder(file.resolve("below"));

        assertFault(
                () -> FootageStore.read(List.of(walk("a", 20)), settings, FootageProgress.NONE),
                Category.DEVICE,
                "file");
    }

    private static void assertFault(Runnable action, Category category, String part) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        VedetteException.class, e -> assertThat(e.category()).isEqualTo(category))
                .hasMessageContaining(part);
    }

    private FootageStore read(List<Video> videos, int maxFrames) {
        FootageSettings settings =
                FootageSettings.of(WIDTH, HEIGHT, 1).withMaxFrames(maxFrames).withFolder(folder);
        return FootageStore.read(videos, settings, FootageProgress.NONE);
    }

    private static List<Clip> clips(Video video) {
        ClipAssembler assembler = new ClipAssembler(WIDTH, HEIGHT);
        List<Clip> clips = new ArrayList<>();
        try (FrameSource source = video.open()) {
            for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
                clips.addAll(assembler.push(next.get()));
            }
        }
        clips.addAll(assembler.finish());
        return clips;
    }

    private static Set<String> names(Footage footage) {
        Set<String> names = new HashSet<>();
        footage.segments().forEach(s -> names.add(s.video()));
        return names;
    }

    /** A bright bar that goes to the right. */
    private static Video walk(String name, int frames) {
        return new DrawnVideo(name, 25, frames, t -> picture(t % WIDTH));
    }

    private static Image picture(int bar) {
        byte[] bgr = new byte[WIDTH * HEIGHT * 3];
        for (int y = 4; y < 12; y++) {
            for (int x = bar; x < Math.min(WIDTH, bar + 4); x++) {
                for (int c = 0; c < 3; c++) {
                    bgr[(y * WIDTH + x) * 3 + c] = (byte) (200 - 10 * c);
                }
            }
        }
        return new Image(WIDTH, HEIGHT, bgr);
    }
}
