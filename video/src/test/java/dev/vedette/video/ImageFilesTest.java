package dev.vedette.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Image;
import java.awt.Color;
import java.awt.Graphics2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
    @TempDir
    Path folder;

    @Test
    void pngKeepsEveryPixel() {
        Image image = Footage.image(37, 21, 3);
        Path file = folder.resolve("new/folder/image.png");

        ImageFiles.writePng(file, image);

        assertThat(ImageFiles.read(file).bgr()).isEqualTo(image.bgr());
    }

    @Test
    void jpegIsClose() {
        Image image = Footage.image(64, 48, 0);
        Path file = folder.resolve("image.jpg");

        ImageFiles.writeJpeg(file, image, 0.9);

        assertThat(Footage.meanDifference(ImageFiles.read(file), image)).isLessThan(8);
    }

    @Test
    void encodesInMemoryToo() throws IOException {
        Image image = Footage.image(64, 48, 0);

        assertThat(ImageIO.read(new ByteArrayInputStream(ImageFiles.png(image))).getWidth())
                .isEqualTo(64);
        assertThat(ImageIO.read(new ByteArrayInputStream(ImageFiles.jpeg(image, 0.8)))
                        .getHeight())
                .isEqualTo(48);
    }

    @Test
    void drawingOnTheSharedImageChangesTheImage() {
        Image image = Image.black(8, 8);

        Graphics2D graphics = ImageFiles.shared(image).createGraphics();
        graphics.setColor(new Color(200, 100, 50));
        graphics.fillRect(0, 0, 8, 8);
        graphics.dispose();

        assertThat(image.at(3, 3, 0)).isEqualTo(50);
        assertThat(image.at(3, 3, 1)).isEqualTo(100);
        assertThat(image.at(3, 3, 2)).isEqualTo(200);
    }

    @Test
    void namesAFileThatIsNoImage() throws IOException {
        Path text = java.nio.file.Files.writeString(folder.resolve("a.png"), "text");

        assertThatThrownBy(() -> ImageFiles.read(text))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("a.png is no image");
    }
}
