package dev.vedette.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.frame.Clip;
import dev.vedette.model.NetworkConfig;
import dev.vedette.scoring.ClipScorer;
import dev.vedette.scoring.ScoredClip;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.training.footage.Footage;
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
            assertThat(values(heldOut.of(List.of(footage.clip(7), footage.clip(30)))))
                    .containsExactly(scores.get(7), scores.get(30));
        }
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
