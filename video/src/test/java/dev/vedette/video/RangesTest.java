package dev.vedette.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Videos in ranges. Those in {@code ranges/} are FFmpeg's testsrc2 in 64x48, 100 frames in 10 seconds, a key frame every 20: with B-frames
 * and sound; with open groups of pictures; refreshed bit by bit; as H.265; in fragments; cut by an edit list; with uneven times; with
 * its index before its frames. {@code segments.mp4} has 300 frames in a minute, in fragments that are indexed one by one.
 */
class RangesTest {
    private static final int WARM_UP = 7;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"bframes.mp4, 5", "hevc.mp4, 5", "uneven.mp4, 5", "fragments.mp4, 5", "written.mp4, 5", "written.mov, 5"
    })
    void rangesHoldTheFramesOfTheWholeEachOnce(String name, int parts) throws IOException {
        Path file = file(name);
        List<Frame> whole = Footage.frames(Videos.open(file));
        assertThat(whole).hasSize(100);

        List<VideoRange> ranges = Videos.ranges(file, Duration.ofMillis(2500), WARM_UP);

        assertThat(ranges).hasSizeGreaterThanOrEqualTo(4).hasSizeLessThanOrEqualTo(parts);
        long met = 0;
        for (VideoRange range : ranges) {
            assertThat(range.first())
                    .as("%s begins where the one before ends", range)
                    .isEqualTo(met);
            met = range.end();
            List<Frame> frames = frames(file, range);
            int begin = (int) (range.number() == 0 ? 0 : range.first() - WARM_UP);
            assertThat(frames).hasSize(100 - begin);
            for (int i = 0; i < frames.size(); i++) {
                Frame expected = whole.get(begin + i);
                assertThat(frames.get(i).index()).isEqualTo(expected.index());
                assertThat(frames.get(i).time()).isEqualTo(expected.time());
                assertThat(frames.get(i).image().bgr())
                        .isEqualTo(expected.image().bgr());
            }
        }
        assertThat(met).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "open-gop.mp4, has no key frames",
        "intra-refresh.mp4, has no key frames",
        "segments.mp4, in fragments",
        "cut.mp4, edit list",
        "written.mkv, no index of all",
        "written.avi, no index of all"
    })
    void whereNoRangesAreSafeTheReasonIsTold(String name, String reason) throws IOException {
        Path file = file(name);

        assertThatThrownBy(() -> Videos.ranges(file, Duration.ofSeconds(2), WARM_UP))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining(name + " cannot be read in ranges")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bframes.mp4", "written.mkv"})
    void aVideoThatIsShortEnoughStaysWhole(String name) throws IOException {
        assertThat(Videos.ranges(file(name), Duration.ofSeconds(11), WARM_UP)).containsExactly(VideoRange.WHOLE);
    }

    @Test
    void noRangeIsAllWarmUp() throws IOException {
        List<VideoRange> ranges = Videos.ranges(file("bframes.mp4"), Duration.ofMillis(2500), 45);

        assertThat(ranges).last().satisfies(range -> assertThat(range.first()).isLessThan(100));
    }

    @Test
    void theLastRangeOfAFileThatWasCutShortEndsInAFault() throws IOException {
        Path file = file("indexed-first.mp4");
        List<VideoRange> ranges = Videos.ranges(file, Duration.ofSeconds(5), WARM_UP);
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, all.length * 9 / 10));

        assertThat(Videos.ranges(file, Duration.ofSeconds(5), WARM_UP)).isEqualTo(ranges);
        assertThatThrownBy(() -> frames(file, ranges.get(1)))
                .isInstanceOf(VedetteException.class)
                .satisfies(fault ->
                        assertThat(((VedetteException) fault).category()).isEqualTo(Category.BAD_INPUT))
                .hasMessageContaining("cut short or damaged");
    }

    @Test
    void rangesOfAnotherFileAreRefused() throws IOException {
        VideoRange range = Videos.ranges(file("bframes.mp4"), Duration.ofSeconds(5), WARM_UP)
                .get(1);

        assertThatThrownBy(() -> frames(file("open-gop.mp4"), range))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("cannot be read in ranges: there is no way to frame 60");
    }

    @Test
    void whatAnEntryPromisesIsCheckedFromBothSides() throws IOException {
        Path file = file("bframes.mp4");
        Optional<EntryPoint> right = Optional.of(new EntryPoint(60, 61440, 0));
        Optional<EntryPoint> wrong = Optional.of(new EntryPoint(60, 61440 + 512, 0));

        assertThat(frames(file, new VideoRange(0, 2, WARM_UP, Optional.empty(), right)))
                .hasSize(100);
        for (VideoRange range : List.of(
                new VideoRange(0, 2, WARM_UP, Optional.empty(), wrong),
                new VideoRange(1, 2, WARM_UP, wrong, Optional.empty()))) {
            assertThatThrownBy(() -> frames(file, range))
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("frame 60 has the timestamp 61440");
        }
    }

    /** One of the resources, or one that is written here, under its name. */
    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        if (name.startsWith("written")) {
            Footage.write(file, 64, 48, 10, 100);
        } else {
            try (var resource = RangesTest.class.getResourceAsStream("/ranges/" + name)) {
                Files.write(file, resource.readAllBytes());
            }
        }
        return file;
    }

    private static List<Frame> frames(Path file, VideoRange range) {
        List<Frame> frames = new ArrayList<>();
        try (FrameSource source = Videos.open(file, range)) {
            for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
                frames.add(next.get());
            }
        }
        return frames;
    }
}
