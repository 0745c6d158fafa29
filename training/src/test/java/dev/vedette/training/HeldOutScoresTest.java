package dev.vedette.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.frame.Clip;
import dev.vedette.frame.Video;
import dev.vedette.model.NetworkConfig;
import dev.vedette.scoring.ClipScorer;
import dev.vedette.scoring.ScoredClip;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.training.footage.DrawnVideo;
import dev.vedette.training.footage.Footage;
import dev.vedette.training.footage.FootageProgress;
import dev.vedette.training.footage.FootageSettings;
import dev.vedette.training.footage.FootageStore;
import dev.vedette.training.footage.Street;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldOutScoresTest {
    @TempDir
    Path folder;

    @Test
    void whateverWasAskedForBeforeAClipHasItsOwnScore() {
        NetworkConfig network = NetworkConfig.paper(Street.WIDTH, Street.HEIGHT, 16);
        ClipScorer scorer = new ClipScorer(network, ScoringRule.paper().motionAlone(), null);
        try (FootageStore store = Street.store(folder, 60)) {
            Footage footage = store.footage();
            List<Double> scores = own(footage, scorer);

            HeldOutScores heldOut = new HeldOutScores(footage, scorer);

            assertThat(values(heldOut.of(20, 5))).isEqualTo(scores.subList(20, 25));
            assertThat(values(heldOut.of(3, 40))).isEqualTo(scores.subList(3, 43));
            assertThat(values(heldOut.of(0, footage.size()))).isEqualTo(scores);
            assertThat(values(heldOut.score(20, i -> footage.clip(3 * i))))
                    .isEqualTo(IntStream.range(0, 20)
                            .mapToObj(i -> scores.get(3 * i))
                            .toList());
        }
    }

    @Test
    void ofFootageThatIsTooLongEachSegmentGivesTheSameShare() {
        ClipScorer scorer = new ClipScorer(
                NetworkConfig.paper(Street.WIDTH, Street.HEIGHT, 16),
                ScoringRule.paper().motionAlone(),
                null);
        List<Video> videos = List.of(street("a", 40), street("b", 200), street("c", 30));
        FootageSettings settings =
                FootageSettings.of(Street.WIDTH, Street.HEIGHT, 1).withFolder(folder);
        try (FootageStore store = FootageStore.read(videos, settings, FootageProgress.NONE)) {
            HeldOutScores heldOut = new HeldOutScores(store.footage(), scorer);

            assertThat(sizes(heldOut.ofSegments(90))).containsExactly(14, 67, 10);
            assertThat(values(heldOut.ofSegments(90).get(1))).isEqualTo(values(heldOut.of(40, 67)));
            assertThat(sizes(heldOut.ofSegments(270))).containsExactly(40, 200, 30);
            assertThat(sizes(heldOut.ofSegments(1500))).containsExactly(40, 200, 30);
        }
    }

    private static List<Integer> sizes(List<List<ScoredClip>> segments) {
        return segments.stream().map(List::size).toList();
    }

    private static Video street(String name, int frames) {
        return new DrawnVideo(name, 25, frames, Street::frame);
    }

    private static List<Double> own(Footage footage, ClipScorer scorer) {
        List<Clip> clips =
                IntStream.range(0, footage.size()).mapToObj(footage::clip).toList();
        return values(scorer.score(clips));
    }

    private static List<Double> values(List<ScoredClip> scored) {
        return scored.stream().map(ScoredClip::score).toList();
    }
}
