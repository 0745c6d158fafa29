package dev.vedette.video.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.evaluation.RegionTruth;
import dev.vedette.evaluation.Track;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Box;
import dev.vedette.frame.Video;
import dev.vedette.video.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainLayoutTest {
    private TinyData data;

    @BeforeEach
    void make(@TempDir Path temp) {
        data = new TinyData(temp.resolve("mine"));
    }

    @Test
    void readsVideosFoldersLabelsMasksAndTracks() throws IOException {
        whole();
        Dataset dataset = Datasets.open(data.folder(), ReadOptions.DEFAULTS.withImageFrameRate(5));
        assertThat(dataset.name()).isEqualTo("mine");
        assertThat(dataset.layout()).isEqualTo("plain");
        assertThat(dataset.training()).extracting(Video::name).containsExactly("a.mp4", "b.mp4");
        assertThat(dataset.test()).extracting(TestVideo::name).containsExactly("2", "10");

        TestVideo folder = dataset.test().get(0);
        assertThat(folder.video().frameRate()).isEqualTo(5);
        assertThat(folder.labels(3)).containsExactly(false, true, true);
        assertThat(TinyData.abnormalPixels(folder.masks().orElseThrow())).containsExactly(0, 4, 5);

        TestVideo file = dataset.test().get(1);
        assertThat(file.video().frameRate()).isEqualTo(10);
        assertThat(file.labels(2)).containsExactly(false, false);
        assertThat(file.masks()).isEmpty();
        assertThat(file.tracks()).isEmpty();
    }

    @Test
    void linksTheRegionsOfMasksWhereThereAreNoTracks() throws IOException {
        whole();
        TestVideo video = Datasets.open(data.folder()).test().get(0);
        assertThat(video.regionTruth()).isEqualTo(RegionTruth.CONNECTED_REGIONS);
        assertThat(video.tracks().orElseThrow())
                .containsExactly(new Track(
                        0,
                        List.of(new Track.Region(1, new Box(0, 0, 3, 0)), new Track.Region(2, new Box(0, 0, 4, 0)))));
    }

    @Test
    void readsTracksFromFiles() throws IOException {
        whole();
        data.text("tracks/2.txt", "7,1,0,0,3,2", "7,2,1,0,4,2");
        List<TestVideo> videos = Datasets.open(data.folder()).test();
        assertThat(videos.get(0).regionTruth()).isEqualTo(RegionTruth.TRACK_FILES);
        assertThat(videos.get(0).tracks().orElseThrow())
                .containsExactly(new Track(
                        7,
                        List.of(new Track.Region(1, new Box(0, 0, 3, 2)), new Track.Region(2, new Box(1, 0, 4, 2)))));
        assertThat(videos.get(1).tracks()).contains(List.of());
        data.text("tracks/2.txt", "7,3,0,0,3,2");
        assertRefused("2.txt, line 1", "the frames 0 to 2");
        data.text("tracks/2.txt", "7,1,5,0,3,2");
        assertRefused("x1 <= x2");
        Files.delete(data.folder().resolve("tracks/2.txt"));
        assertRefused("2.txt is missing", "abnormal frames");
    }

    @Test
    void masksOfVideoFilesAreNamedByTheNumberOfTheirFrame() throws IOException {
        data.video("test/v.avi", 3)
                .text("labels.csv", "video,frame,label", "v,2,1", "v,0,0", "v,1,0")
                .mask("masks/v/002.png", 255, 3);
        TestVideo video = Datasets.open(data.folder()).test().get(0);
        assertThat(video.labels(3)).containsExactly(false, false, true);
        assertThat(TinyData.abnormalPixels(video.masks().orElseThrow())).containsExactly(0, 0, 3);
    }

    @Test
    void labelsMayNameFilesWithTheirExtension() throws IOException {
        whole();
        data.text("labels.csv", "video,frame,label", "2,0,0", "2,1,1", "2,2,1", "10.mp4,0,0", "10.mp4,1,1");
        TestVideo file = Datasets.open(data.folder()).test().get(1);
        assertThat(file.name()).isEqualTo("10");
        assertThat(file.labels(2)).containsExactly(false, true);
        data.text(
                "labels.csv",
                "video,frame,label",
                "2,0,0",
                "2,1,1",
                "2,2,1",
                "10,0,0",
                "10,1,1",
                "10.mp4,0,0",
                "10.mp4,1,0");
        assertRefused("labels the video 10.mp4");
    }

    @Test
    void readsASingleVideoWithItsLabels() throws IOException {
        data.video("test.mp4", 3).video("train/08/08-00.mp4", 2).text("test_labels.csv", "0", "1", "0");
        Dataset dataset = Datasets.open(data.folder());
        assertThat(dataset.test()).extracting(TestVideo::name).containsExactly("test");
        assertThat(dataset.test().get(0).labels(3)).containsExactly(false, true, false);
        assertThat(dataset.training()).extracting(Video::name).containsExactly("08-00.mp4");
    }

    @Test
    void labelsThatDoNotMatchTheFramesAreRefused() throws IOException {
        whole();
        data.text("labels.csv", "video,frame,label", "2,0,0", "2,1,1", "10,0,0", "10,1,0");
        assertRefused("video 2 has 3 frames", "labels 2");
        data.text("labels.csv", "video,frame,label", "2,0,0", "2,2,1", "10,0,0");
        assertRefused("no label for frame 1 of video 2");
        data.text("labels.csv", "video,frame,label", "2,0,0", "2,0,1");
        assertRefused("frame 0 of video 2 is labelled twice");
        data.text("labels.csv", "video,frame,label", "2,0,0", "2,1,2", "2,2,1");
        assertRefused("line 3", "0 (normal) or 1 (abnormal)");
        data.text("labels.csv", "video,frame,label", "2,0");
        assertRefused("line 2", "expected 3 values");
        data.text("labels.csv", "2,0,0");
        assertRefused("expected the header video,frame,label");
        data.text("labels.csv", "video,frame,label", "2,0,0", "2,1,1", "2,2,1");
        assertRefused("no line for the video 10");
        data.text("labels.csv", "video,frame,label", "2,0,0", "2,1,1", "2,2,1", "10,0,0", "10,1,0", "11,0,0");
        assertRefused("labels the video 11");
    }

    @Test
    void labelsOfAVideoFileAreComparedOnceItsFramesAreCounted() throws IOException {
        whole();
        TestVideo video = Datasets.open(data.folder()).test().get(1);
        assertThatThrownBy(() -> video.labels(5))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("video 10 has 5 frames")
                .hasMessageContaining("labels 2");
    }

    @Test
    void masksThatDoNotFitAreRefused() throws IOException {
        whole();
        Files.delete(data.folder().resolve("test_masks/2/f10.png"));
        assertRefused("no mask f10.png", "labelled abnormal");
        data.mask("test_masks/2/f10.png", 255, 2).mask("test_masks/2/other.png", 255, 2);
        assertRefused("holds 4 masks, of which only 3");
        Files.delete(data.folder().resolve("test_masks/2/other.png"));
        Files.writeString(data.folder().resolve("test_masks/2/f9.png"), "no picture");
        Masks masks = Datasets.open(data.folder()).test().get(0).masks().orElseThrow();
        assertThatThrownBy(() -> TinyData.abnormalPixels(masks)).hasMessageContaining("f9.png is no image");
    }

    @Test
    void anUnknownFolderListsWhatIsKnown() throws IOException {
        whole();
        assertThatThrownBy(() -> Datasets.open(data.folder().resolve("train")))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("no known layout")
                .hasMessageContaining("UCSD Pedestrian")
                .hasMessageContaining("CUHK Avenue")
                .hasMessageContaining("ShanghaiTech")
                .hasMessageContaining("UBnormal")
                .hasMessageContaining("labels.csv");
        assertThatThrownBy(() -> Datasets.open(data.folder().getParent()))
                .hasMessageContaining("Did you mean " + data.folder());
        assertThatThrownBy(() -> Datasets.open(data.folder().resolve("nowhere")))
                .hasMessageContaining("nowhere is no folder");
    }

    /** Frames without padding in their names, so that their order and that of the masks can go wrong. */
    private void whole() throws IOException {
        data.video("train/a.mp4", 2)
                .video("train/b.mp4", 2)
                .frames("test/2", "f%d.png", 8, 3)
                .video("test/10.mp4", 2)
                .mask("test_masks/2/f8.png", 255, 0)
                .mask("test_masks/2/f9.png", 255, 4)
                .mask("test_masks/2/f10.png", 255, 5)
                .text("labels.csv", "video,frame,label", "2,0,0", "2,1,1", "2,2,1", "10,0,0", "10,1,0");
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> Datasets.open(data.folder()))
                .isInstanceOf(VedetteException.class)
                .hasMessageContainingAll(parts);
    }
}
