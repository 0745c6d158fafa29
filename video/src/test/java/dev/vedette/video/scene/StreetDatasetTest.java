package dev.vedette.video.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.evaluation.PixelMask;
import dev.vedette.evaluation.Track;
import dev.vedette.video.dataset.Dataset;
import dev.vedette.video.dataset.Datasets;
import dev.vedette.video.dataset.MaskSource;
import dev.vedette.video.dataset.TestVideo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreetDatasetTest {
    private static final StreetScene.Format SMALL = new StreetScene.Format(128, 80, 4);

    @TempDir
    Path folder;

    @Test
    void readsBackAsADatasetOfThePlainLayout() {
        StreetScene scene = StreetScene.withAnomalies(2, 160, SMALL);
        StreetDataset.write(folder, List.of(StreetScene.normal(1, 40, SMALL)), List.of(scene));

        Dataset dataset = Datasets.open(folder);

        assertThat(dataset.layout()).isEqualTo("plain");
        assertThat(dataset.training()).hasSize(1);
        TestVideo video = dataset.test().get(0);
        assertThat(video.name()).isEqualTo("street-2");
        assertThat(video.labels(160)).satisfies(labels -> {
            for (int frame = 0; frame < 160; frame++) {
                assertThat(labels[frame]).isEqualTo(scene.isAbnormal(frame));
            }
        });
        List<Track> tracks = video.tracks().orElseThrow();
        assertThat(tracks).hasSameSizeAs(scene.events());
        assertThat(tracks.get(0).regions().get(0).box())
                .isEqualTo(scene.events().get(0).boxes().get(0));
        int frame = scene.events().get(0).firstFrame() + 5;
        assertThat(mask(video, frame).abnormal()).isEqualTo(scene.mask(frame).abnormal());
    }

    @Test
    void refusesAFolderThatHoldsSomething() {
        List<StreetScene> scenes = List.of(StreetScene.normal(1, 2, SMALL));
        StreetDataset.write(folder, scenes, scenes);

        assertThatThrownBy(() -> StreetDataset.write(folder, scenes, scenes)).hasMessageContaining("is not empty");
    }

    private static PixelMask mask(TestVideo video, int frame) {
        try (MaskSource source = video.masks().orElseThrow().open()) {
            for (int i = 0; i < frame; i++) {
                source.next();
            }
            return source.next().orElseThrow();
        }
    }
}
