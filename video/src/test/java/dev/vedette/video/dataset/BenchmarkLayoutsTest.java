package dev.vedette.video.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.evaluation.Track;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Box;
import dev.vedette.frame.Video;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

class BenchmarkLayoutsTest {
    private TinyData data;

    @BeforeEach
    void make(@TempDir Path temp) {
        data = new TinyData(temp.resolve("set"));
    }

    @Test
    void ucsdWithRanges() throws IOException {
        ucsd();
        data.text(
                "Test/UCSDped1.m",
                "TestVideoFile = {};",
                "TestVideoFile{end+1}.gt_frame = [2:3];",
                "TestVideoFile{end+1}.gt_frame = [1, 3:4]; % 2:4 in an older release");
        Dataset dataset = Datasets.open(data.folder());
        assertThat(dataset.layout()).isEqualTo("UCSD Pedestrian");
        assertThat(dataset.training()).extracting(Video::name).containsExactly("Train001");
        assertThat(dataset.test()).extracting(TestVideo::name).containsExactly("Test001", "Test002");
        assertThat(dataset.test().get(0).labels(4)).containsExactly(false, true, true, false);
        assertThat(dataset.test().get(1).labels(4)).containsExactly(true, false, true, true);
        assertThat(dataset.test().get(0).masks()).isPresent();
        assertThat(dataset.test().get(1).masks()).isEmpty();
    }

    @Test
    void ucsdWithMasksOnly() throws IOException {
        ucsd();
        assertRefused("Test002 has no labels", "Test002_gt");
        for (int i = 1; i <= 4; i++) {
            data.mask("Test/Test002_gt/00" + i + ".bmp", 255, 0);
        }
        TestVideo video = Datasets.open(data.folder()).test().get(0);
        assertThat(video.labels(4)).containsExactly(false, true, true, false);
        assertThat(TinyData.abnormalPixels(video.masks().orElseThrow())).containsExactly(0, 5, 6, 0);
    }

    @Test
    void ucsdWithRangesThatDoNotFit() throws IOException {
        ucsd();
        data.text("Test/UCSDped1.m", "TestVideoFile{end+1}.gt_frame = [2:3];");
        assertRefused("ranges for 1 videos, but there are 2");
        data.text("Test/UCSDped1.m", "x.gt_frame = [2:3];", "x.gt_frame = [2:5];");
        assertRefused("frames 2:5 of video number 2", "1 to 4");
        data.text("Test/UCSDped1.m", "x.gt_frame = [2:3];", "x.gt_frame = [2:3];")
                .mask("Test/Test001_gt/005.bmp", 255, 0);
        assertRefused("Test001 has 5 masks but 4 labels");
    }

    private void ucsd() throws IOException {
        data.frames("Train/Train001", "%03d.tif", 1, 3)
                .frames("Test/Test001", "%03d.tif", 1, 4)
                .frames("Test/Test002", "%03d.tif", 1, 4)
                .text("Test/Test001/.DS_Store", "x")
                .mask("Test/Test001_gt/001.bmp", 255, 0)
                .mask("Test/Test001_gt/002.bmp", 255, 5)
                .mask("Test/Test001_gt/003.bmp", 255, 6)
                .mask("Test/Test001_gt/004.bmp", 255, 0);
    }

    @Test
    void avenue() throws IOException {
        data.video("training_videos/01.avi", 2)
                .video("testing_videos/01.avi", 3)
                .video("testing_videos/10.avi", 2);
        assertRefused("no ground truth", "testing_label_mask");
        String labels = "ground_truth_demo/testing_label_mask/";
        mat(labels + "1_label.mat", 0, 4, 0);
        assertRefused("10_label.mat is missing");
        mat(labels + "10_label.mat", 0, 0);
        Dataset dataset = Datasets.open(data.folder());
        assertThat(dataset.layout()).isEqualTo("CUHK Avenue");
        assertThat(dataset.training()).hasSize(1);
        TestVideo video = dataset.test().get(0);
        assertThat(video.name()).isEqualTo("01");
        assertThat(video.labels(3)).containsExactly(false, true, false);
        assertThat(TinyData.abnormalPixels(video.masks().orElseThrow())).containsExactly(0, 4, 0);
        assertThat(video.tracks().orElseThrow())
                .containsExactly(new Track(0, List.of(new Track.Region(1, new Box(0, 0, 3, 0)))));
        assertThat(dataset.test().get(1).labels(2)).containsExactly(false, false);

        Files.writeString(data.folder().resolve(labels + "1_label.mat"), "cut short");
        assertRefused("1_label.mat is unusable", "volLabel");
    }

    /** One mask for each number, which says how many pixels of its first row are abnormal. */
    private void mat(String path, int... pixels) throws IOException {
        Cell cells = Mat5.newCell(1, pixels.length);
        for (int frame = 0; frame < pixels.length; frame++) {
            Matrix matrix = Mat5.newMatrix(TinyData.HEIGHT, TinyData.WIDTH, MatlabType.UInt8);
            for (int x = 0; x < pixels[frame]; x++) {
                matrix.setDouble(0, x, 1);
            }
            cells.set(frame, matrix);
        }
        Mat5.writeToFile(
                Mat5.newMatFile().addArray("volLabel", cells), data.place(path).toFile());
    }

    @Test
    void shanghaiTech() throws IOException {
        data.video("training/videos/01_001.avi", 2)
                .frames("testing/frames/01_0014", "%03d.jpg", 0, 3)
                .frames("testing/frames/01_0015", "%03d.jpg", 0, 2)
                .npy("testing/test_frame_mask/01_0014.npy", "|u1", "3,", new byte[] {0, 1, 0})
                .npy("testing/test_pixel_mask/01_0014.npy", "|b1", "3, 8, 16", pixels(3, 1, 7));
        assertRefused("01_0015.npy is missing");
        data.npy("testing/test_frame_mask/01_0015.npy", "<i4", "2,", new byte[] {0, 0, 0, 0, 0, 1, 0, 0});
        Dataset dataset = Datasets.open(data.folder());
        assertThat(dataset.layout()).isEqualTo("ShanghaiTech Campus");
        assertThat(dataset.training()).hasSize(1);
        TestVideo video = dataset.test().get(0);
        assertThat(video.labels(3)).containsExactly(false, true, false);
        assertThat(TinyData.abnormalPixels(video.masks().orElseThrow())).containsExactly(0, 7, 0);
        assertThat(dataset.test().get(1).labels(2)).containsExactly(false, true);
        assertThat(dataset.test().get(1).masks()).isEmpty();
    }

    @Test
    void shanghaiTechWithArraysThatDoNotFit() throws IOException {
        String file = "testing/test_frame_mask/01_0014.npy";
        data.frames("testing/frames/01_0014", "%03d.jpg", 0, 3).npy(file, "|u1", "4,", new byte[4]);
        assertRefused("video 01_0014 has 3 frames", "labels 4");
        data.npy(file, "|u1", "1000000,", new byte[3]);
        assertRefused("01_0014.npy", "promises 1000000 bytes", "3 follow");
        data.npy(file, "|u1", "2000000000, 2000000000, 2000000000,", new byte[3]);
        assertRefused("01_0014.npy");
        data.npy(file, "|O", "3,", new byte[3]);
        assertRefused("01_0014.npy", "plain numbers");
        data.text(file, "no array");
        assertRefused("01_0014.npy", "does not begin as a NumPy array");
    }

    private static byte[] pixels(int frames, int abnormal, int count) {
        byte[] pixels = new byte[frames * TinyData.WIDTH * TinyData.HEIGHT];
        for (int i = 0; i < count; i++) {
            pixels[abnormal * TinyData.WIDTH * TinyData.HEIGHT + i] = 1;
        }
        return pixels;
    }

    @Test
    void ubnormal() throws IOException {
        String name = "abnormal_scene_1_scenario_1";
        String annotations = "Scene1/" + name + "_annotations/" + name;
        data.video("Scene1/" + name + ".mp4", 4)
                .video("Scene1/normal_scene_1_scenario_1.mp4", 2)
                .video("Scene2/normal_scene_2_scenario_1.mp4", 2)
                .text(annotations + "_tracks.txt", "3.0,1.0,2.0", "5,2,2")
                .mask(annotations + "_0000_gt.png", 3, 4)
                .mask(annotations + "_0001_gt.png", 3, 4)
                .mask(annotations + "_0002_gt.png", 5, 6)
                .mask(annotations + "_0003_gt.png", 4, 6);
        assertRefused("no list abnormal_test_video_names.txt");
        data.text("scripts/abnormal_test_video_names.txt", name)
                .text("scripts/normal_test_video_names.txt", "normal_scene_2_scenario_1")
                .text("scripts/normal_training_video_names.txt", "normal_scene_1_scenario_1");
        Dataset dataset = Datasets.open(data.folder());
        assertThat(dataset.layout()).isEqualTo("UBnormal");
        assertThat(dataset.training()).extracting(Video::name).containsExactly("normal_scene_1_scenario_1.mp4");
        TestVideo abnormal = dataset.test().get(0);
        assertThat(abnormal.labels(4)).containsExactly(false, true, true, false);
        assertThat(TinyData.abnormalPixels(abnormal.masks().orElseThrow())).containsExactly(0, 4, 6, 0);
        TestVideo normal = dataset.test().get(1);
        assertThat(normal.labels(77)).hasSize(77).containsOnly(false);

        data.text("scripts/abnormal_test_video_names.txt", name, "abnormal_scene_9_scenario_1");
        assertRefused("line 2", "abnormal_scene_9_scenario_1");
        data.text("scripts/abnormal_test_video_names.txt", name).text(annotations + "_tracks.txt", "3,9,12");
        assertRefused("line 1", "frames 0 to 3");
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> Datasets.open(data.folder()))
                .isInstanceOf(VedetteException.class)
                .hasMessageContainingAll(parts);
    }
}
