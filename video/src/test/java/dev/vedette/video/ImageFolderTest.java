package dev.vedette.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Video;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tif", "jpg"})
    void readsEveryKindOfImageWithItsColours(String kind) throws IOException {
        write("0." + kind, 32, 16, new Color(200, 100, 50));

        Frame frame = Footage.frames(Videos.open(folder)).get(0);

        assertThat(frame.image().width()).isEqualTo(32);
        assertThat(frame.image().height()).isEqualTo(16);
        int tolerance = kind.equals("jpg") ? 3 : 0;
        assertThat(frame.image().at(9, 9, 0)).isBetween(50 - tolerance, 50 + tolerance);
        assertThat(frame.image().at(9, 9, 1)).isBetween(100 - tolerance, 100 + tolerance);
        assertThat(frame.image().at(9, 9, 2)).isBetween(200 - tolerance, 200 + tolerance);
    }

    @Test
    void ordersFramesAsPeopleCount() throws IOException {
        for (int i = 8; i <= 11; i++) {
            write("frame" + i + ".png", 4, 4, new Color(i, i, i));
        }

        List<Frame> frames = Footage.frames(Videos.open(folder));

        assertThat(frames).extracting(f -> f.image().at(0, 0, 0)).containsExactly(8, 9, 10, 11);
        assertThat(frames).extracting(Frame::index).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void takesTheFrameRateGiven() throws IOException {
        write("0.png", 4, 4, Color.RED);
        write("1.png", 4, 4, Color.RED);

        Video video = Videos.open(folder, ReadOptions.DEFAULTS.withImageFrameRate(5));

        assertThat(video.frameRate()).isEqualTo(5);
        assertThat(Footage.frames(video).get(1).time()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void namesTheFirstMissingFrame() throws IOException {
        for (int i : new int[] {0, 1, 2, 5, 6, 9}) {
            write("%03d.png".formatted(i), 4, 4, Color.RED);
        }

        assertThatThrownBy(() -> Videos.open(folder))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("lacks frame 003.png")
                .hasMessageContaining("002.png is followed by 005.png");
    }

    @Test
    void acceptsEverySecondFrameAndTimeStamps() throws IOException {
        for (String name : List.of("0.png", "2.png", "4.png")) {
            write(name, 4, 4, Color.RED);
        }
        assertThat(Footage.frames(Videos.open(folder))).hasSize(3);

        Path stamped = Files.createDirectory(folder.resolve("stamped"));
        for (String name : List.of("100.png", "139.png", "180.png", "220.png")) {
            Files.copy(folder.resolve("0.png"), stamped.resolve(name));
        }
        assertThat(Footage.frames(Videos.open(stamped))).hasSize(4);
    }

    @Test
    void refusesFramesOfAnotherSize() throws IOException {
        write("0.png", 8, 8, Color.RED);
        write("1.png", 8, 6, Color.RED);

        try (FrameSource frames = Videos.open(folder).open()) {
            assertThat(frames.next()).isPresent();
            assertThatThrownBy(frames::next)
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("1.png is 8x6, but the frames before it are 8x8");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "tif"})
    void refusesTruncatedImages(String kind) throws IOException {
        BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            noise.setRGB(i % 64, i / 64, i * 7919);
        }
        Path file = folder.resolve("0." + kind);
        ImageIO.write(noise, kind, file.toFile());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        try (FrameSource frames = Videos.open(folder).open()) {
            assertThatThrownBy(frames::next)
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("0." + kind + " is a damaged image");
        }
    }

    @Test
    void refusesAnEmptyFolderAndOneOfOtherFiles() throws IOException {
        assertThatThrownBy(() -> Videos.open(folder))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("holds no video");
        Files.writeString(folder.resolve("labels.csv"), "video,frame,label\n");
        assertThatThrownBy(() -> Videos.openAll(folder)).hasMessageContaining("holds no video");
    }

    @Test
    void findsNestedFoldersAndGivesThemUniqueNames() throws IOException {
        for (String path : List.of("a/1", "a/2", "a/10", "b/1")) {
            Path target = Files.createDirectories(folder.resolve(path)).resolve("0.png");
            ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", target.toFile());
        }

        assertThat(Videos.openAll(folder)).extracting(Video::name).containsExactly("a-1", "2", "10", "b-1");
    }

    @Test
    void namesThatReadAlikeOnceJoinedAreNumbered() throws IOException {
        for (String path : List.of("cam1-0800", "cam1/0800", "cam2/0800")) {
            Path target = Files.createDirectories(folder.resolve(path)).resolve("0.png");
            ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", target.toFile());
        }

        List<String> names = Videos.openAll(folder).stream().map(Video::name).toList();

        assertThat(names).hasSize(3).doesNotHaveDuplicates().contains("cam2-0800");
        assertThat(names).filteredOn(name -> name.endsWith("cam1-0800-2")).hasSize(1);
    }

    private void write(String name, int width, int height, Color colour) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, colour.getRGB());
        }
        String kind = name.substring(name.lastIndexOf('.') + 1);
        assertThat(ImageIO.write(image, kind, folder.resolve(name).toFile())).isTrue();
    }
}
