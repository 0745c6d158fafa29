package dev.vedette.training.footage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of long footage is kept, and how much room it takes. */
class SegmentReservoirTest {
    private static final int MOST = 512;
    private static final long SEED = 11;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    @Test
    void noMoreFramesAreKeptThanAskedForHoweverLongSegmentsAre() {
        SegmentReservoir reservoir = new SegmentReservoir(MOST);
        List<StoredSegment> offered = new ArrayList<>();
        List<StoredSegment> gone = new ArrayList<>();
        FootageSettings settings =
                FootageSettings.of(8, 8, SEED).withMaxFrames(MOST).withFolder(folder);
        try (FrameFile file = new FrameFile(settings)) {
            for (int i = 0; i < 300; i++) {
                int frames = i < 100 ? 5 : i < 200 ? FootageStore.SEGMENT_FRAMES : 1 + random.nextInt(64);
                StoredSegment segment = segment(file, i, frames);
                offered.add(segment);

                List<StoredSegment> went = reservoir.offer(segment);

                went.forEach(one -> one.places().forEach(file::free));
                gone.addAll(went);
                assertThat(frames(reservoir))
                        .as("frames after %d segments, seed %d", i + 1, SEED)
                        .isLessThanOrEqualTo(MOST);
            }
        }
        assertThat(offered.stream().flatMapToInt(StoredSegment::places).max().orElseThrow())
                .as("last place in the file, which has room for what is kept and a segment that is read")
                .isLessThan(MOST + FootageStore.SEGMENT_FRAMES);
        List<StoredSegment> keptOrGone = new ArrayList<>(reservoir.kept());
        keptOrGone.addAll(gone);
        assertThat(keptOrGone).containsExactlyInAnyOrderElementsOf(offered);
        assertThat(frames(reservoir)).isGreaterThan(MOST - FootageStore.SEGMENT_FRAMES);
    }

    @Test
    void ofSegmentsOfOneLengthOneGoesForEach() {
        SegmentReservoir reservoir = new SegmentReservoir(MOST);
        FootageSettings settings = FootageSettings.of(8, 8, SEED).withFolder(folder);
        try (FrameFile file = new FrameFile(settings)) {
            for (int i = 0; i < 40; i++) {
                assertThat(reservoir.offer(segment(file, i, FootageStore.SEGMENT_FRAMES)))
                        .as("that go for segment %d", i)
                        .hasSize(i < 8 ? 0 : 1);
            }
        }
    }

    private StoredSegment segment(FrameFile file, int number, int frames) {
        StoredSegment segment = new StoredSegment(number, 0, random.nextLong());
        for (int i = 0; i < frames; i++) {
            segment.add(file.allocate(), i, random.nextDouble() / 50);
        }
        return segment;
    }

    private static int frames(SegmentReservoir reservoir) {
        return reservoir.kept().stream().mapToInt(segment -> segment.frames).sum();
    }
}
