package dev.vedette.verify.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.vedette.verify.Samples;
import dev.vedette.video.VideoRange;
import dev.vedette.video.Videos;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** The index of MP4 files, by which archives are cut into ranges, and the frames at the beginning of the last of these. */
class VideoIndexFuzzTest {
    private static final Path FILE = Outside.file("archive.mp4");
    private static final int WARM_UP = 3;

    static Stream<byte[]> seeds() {
        byte[] good = Outside.read(Samples.film(Outside.file("good.mp4")));
        return Stream.of(good, Arrays.copyOf(good, good.length - 100), Arrays.copyOf(good, 64), new byte[0]);
    }

    @Timeout(Outside.PATIENCE)
    @MethodSource("seeds")
    @FuzzTest
    void isTakenOrRefused(byte @NotNull [] content) {
        Outside.write(FILE, content);
        Outside.takenOrRefused(() -> {
            List<VideoRange> ranges = Videos.ranges(FILE, Duration.ofSeconds(1), WARM_UP);
            try (var frames = Videos.open(FILE, ranges.get(ranges.size() - 1))) {
                frames.next();
            }
        });
    }
}
