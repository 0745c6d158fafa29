package dev.vedette.verify.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithLength;
import dev.vedette.video.dataset.Datasets;
import dev.vedette.video.dataset.MaskSource;
import dev.vedette.video.dataset.TestVideo;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.MatlabType;

/** The files in which data sets tell what is abnormal. */
class LabelsFuzzTest {
    private static final int FRAMES = 3;
    private static final int WIDTH = 16;
    private static final int HEIGHT = 8;

    @TempDir
    static Path folder;

    /** A data set of three frames, and its file that is fuzzed. */
    private enum Kind {
        PLAIN("test/v", "labels.csv"),
        TRACKS("test/v", "tracks/v.txt"),
        UCSD("Test/Test001", "Test/UCSDped1.m"),
        AVENUE("testing_videos/01.avi", "ground_truth_demo/testing_label_mask/1_label.mat"),
        SHANGHAI_FRAMES("testing/frames/01_0014", "testing/test_frame_mask/01_0014.npy"),
        SHANGHAI_PIXELS("testing/frames/01_0014", "testing/test_pixel_mask/01_0014.npy"),
        UBNORMAL("Scene1/abnormal_scene_1_scenario_1.mp4", "scripts/abnormal_test_video_names.txt");

        final String video;
        final String labels;

        Kind(String video, String labels) {
            this.video = video;
            this.labels = labels;
        }
    }

    @BeforeAll
    static void make() throws IOException {
        for (Kind kind : Kind.values()) {
            Path set = folder.resolve(kind.name());
            Path video = set.resolve(kind.video);
            Files.createDirectories(video.getParent());
            Files.createDirectories(set.resolve(kind.labels).getParent());
            if (kind.video.contains(".")) {
                Files.write(video, film());
            } else {
                frames(video, kind == Kind.UCSD ? "tif" : "png");
            }
        }
        write(Kind.TRACKS, "labels.csv", "video,frame,label\nv,0,0\nv,1,1\nv,2,0\n".getBytes(StandardCharsets.UTF_8));
        frames(folder.resolve("TRACKS/test_masks/v"), "png");
        write(Kind.SHANGHAI_PIXELS, "testing/test_frame_mask/01_0014.npy", npy("|u1", "3,", new byte[] {0, 1, 0}));
        frames(folder.resolve("UCSD/Train/Train001"), "tif");
        write(Kind.UBNORMAL, "scripts/normal_test_video_names.txt", new byte[0]);
        write(Kind.UBNORMAL, "scripts/normal_training_video_names.txt", new byte[0]);
    }

    private static void write(Kind kind, String path, byte[] content) throws IOException {
        Path file = folder.resolve(kind.name()).resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static void frames(Path video, String format) throws IOException {
        Files.createDirectories(video);
        for (int i = 1; i <= FRAMES; i++) {
            BufferedImage black = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
            ImageIO.write(black, format, video.resolve("00" + i + "." + format).toFile());
        }
    }

    private static byte[] film() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write("YUV4MPEG2 W16 H8 F10:1 C420jpeg\n".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < FRAMES; i++) {
            out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[WIDTH * HEIGHT * 3 / 2]);
        }
        return out.toByteArray();
    }

    private static byte[] npy(String type, String shape, byte[] numbers) {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(numbers);
        return out.toByteArray();
    }

    private static byte[] mat() throws IOException {
        Cell cells = Mat5.newCell(1, FRAMES);
        for (int frame = 0; frame < FRAMES; frame++) {
            cells.set(frame, Mat5.newMatrix(HEIGHT, WIDTH, MatlabType.UInt8));
        }
        Path file = Outside.file("labels.mat");
        Mat5.writeToFile(Mat5.newMatFile().addArray("volLabel", cells), file.toFile());
        return Outside.read(file);
    }

    static Stream<Arguments> seeds() throws IOException {
        return Stream.of(
                seed(Kind.PLAIN, "video,frame,label\nv,0,0\nv,1,1\nv,2,0\n"),
                seed(Kind.PLAIN, "video,frame,label\nv,2147483647,1\n\"v,0,0"),
                seed(Kind.TRACKS, "7,1,0,0,3,2\n7,1,1,0,4,2\n"),
                seed(Kind.UCSD, "TestVideoFile = {};\nTestVideoFile{end+1}.gt_frame = [1, 2:3]; % 2:4\n"),
                Arguments.of(Kind.AVENUE.ordinal(), mat()),
                Arguments.of(Kind.SHANGHAI_FRAMES.ordinal(), npy("|u1", "3,", new byte[] {0, 1, 0})),
                Arguments.of(Kind.SHANGHAI_FRAMES.ordinal(), npy("<i4", "2000000000, 2000000000,", new byte[12])),
                // Messages quoted its line breaks.
                Arguments.of(Kind.SHANGHAI_FRAMES.ordinal(), npy("<i4',\n'x", "3,", new byte[12])),
                Arguments.of(Kind.SHANGHAI_PIXELS.ordinal(), npy("|b1", "3, 8, 16", new byte[3 * WIDTH * HEIGHT])),
                seed(Kind.UBNORMAL, "abnormal_scene_1_scenario_1\n"));
    }

    private static Arguments seed(Kind kind, String text) {
        return Arguments.of(kind.ordinal(), text.getBytes(StandardCharsets.UTF_8));
    }

    @Timeout(Outside.PATIENCE)
    @MethodSource("seeds")
    @FuzzTest
    void areTakenOrRefused(
            @InRange(min = 0, max = 6) int which, byte @NotNull @WithLength(min = 0, max = 8192) [] labels) {
        Kind kind = Kind.values()[which];
        Path set = folder.resolve(kind.name());
        Outside.write(set.resolve(kind.labels), labels);
        Outside.takenOrRefused(() -> Datasets.open(set).test().forEach(LabelsFuzzTest::readAll));
    }

    private static void readAll(TestVideo video) {
        video.labels(FRAMES);
        video.tracks();
        video.masks().ifPresent(masks -> {
            try (MaskSource source = masks.open()) {
                while (source.next().isPresent()) {
                    // That it can be read is all that is asked.
                }
            }
        });
    }
}
