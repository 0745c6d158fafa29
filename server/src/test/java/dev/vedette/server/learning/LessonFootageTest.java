package dev.vedette.server.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import dev.vedette.server.config.CameraConfig;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LessonFootageTest {
    /** A black video at a frame a second. */
    private record Black(String name, int frames) implements Video {
        @Override
        public double frameRate() {
            return 1;
        }

        @Override
        public FrameSource open() {
            return new FrameSource() {
                private int next;

                @Override
                public Optional<Frame> next() {
                    return next == frames
                            ? Optional.empty()
                            : Optional.of(new Frame(next, Duration.ofSeconds(next++), Image.black(4, 4)));
                }

                @Override
                public void close() {}
            };
        }
    }

    private static LessonFootage minutes(int count) {
        return LessonFootage.ofMany(IntStream.range(0, count)
                .mapToObj(minute -> (Video) new Black(Integer.toString(minute), 60))
                .toList());
    }

    private static List<Integer> numbers(List<Video> videos) {
        return videos.stream().map(video -> Integer.valueOf(video.name())).toList();
    }

    @Test
    void ofADayAFifthIsKeptBackFromAllHoursAndNothingBesideItIsLearned() {
        LessonFootage day = minutes(24 * 60);
        List<Integer> learned = numbers(day.learned());
        List<Integer> keptBack = numbers(day.keptBack());

        assertThat(keptBack).hasSizeBetween(270, 310);
        assertThat(learned).hasSizeGreaterThan(1100);
        assertThat(keptBack.stream().map(minute -> minute / 180).distinct()).hasSize(8);
        assertThat(keptBack).allSatisfy(minute -> assertThat(learned).doesNotContain(minute - 1, minute, minute + 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 9, 10, 11, 60, 200})
    void ofHoweverLittleSomethingIsLearnedAndSomethingElseKeptBack(int count) {
        LessonFootage footage = minutes(count);

        assertThat(footage.learned()).isNotEmpty();
        assertThat(footage.keptBack().size()).isBetween(1, Math.max(1, count / 4 + 1));
        assertThat(numbers(footage.learned())).doesNotContainAnyElementsOf(numbers(footage.keptBack()));
    }

    private static LearningReport report() {
        return new LearningReport(new PrintWriter(Writer.nullWriter()));
    }

    private static List<Long> seconds(Video video) {
        List<Long> seconds = new ArrayList<>();
        try (FrameSource source = video.open()) {
            for (Optional<Frame> frame = source.next(); frame.isPresent(); frame = source.next()) {
                assertThat(frame.get().index()).isEqualTo(seconds.size());
                seconds.add(frame.get().time().toSeconds());
            }
        }
        return seconds;
    }

    @Test
    void ofAFileItsEndIsKeptBack() {
        LessonFootage footage = LessonFootage.ofOne(new Black("yard", 10), report());

        assertThat(seconds(footage.learned().get(0))).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(seconds(footage.keptBack().get(0))).containsExactly(8L, 9L);
    }

    @Test
    void aLiveCameraWithoutFootageIsNotTakenForAFile() {
        CameraConfig camera = CameraConfig.of("yard", "rtsp://watch:s3cret@10.0.0.5/stream1");
        LearningOrder order = new LearningOrder(camera, List.of(), "run", Optional.empty(), 1, false, 1);

        assertThatThrownBy(() -> LessonFootage.of(order, report()))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("there is no footage of camera yard")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aFileOfAFewFramesIsRefused() {
        assertThatThrownBy(() -> LessonFootage.ofOne(new Black("yard", 4), report()))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("yard has 4 frames")
                .hasMessageContaining("give some minutes");
    }
}
