package dev.vedette.training.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Clip;
import dev.vedette.frame.Image;
import dev.vedette.training.synthetic.BlendPaster;
import dev.vedette.training.synthetic.MovingObject;
import dev.vedette.training.synthetic.Sprite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectFoldersTest {
    private static final int FRAMES = 12;

    @TempDir
    Path folder;

    @Test
    void cutOutsArePastedInTheirOwnColours() throws IOException {
        BufferedImage disc = new BufferedImage(400, 300, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = disc.createGraphics();
        pen.setColor(new Color(200, 100, 20));
        pen.fillOval(0, 0, 400, 300);
        pen.dispose();
        ImageIO.write(disc, "png", folder.resolve("disc.png").toFile());

        CutOuts cutOuts = CutOuts.read(folder);
        SplittableRandom random = new SplittableRandom(2);
        int pasted = 0;
        for (int i = 0; i < 20; i++) {
            MovingObject object = cutOuts.draw(random, clip()).orElseThrow();
            Sprite sprite = object.present();
            int middle = (sprite.height() / 2 * sprite.width() + sprite.width() / 2) * 3;
            assertThat(sprite.bgr()[middle + 2] & 0xff).isGreaterThan(2 * (sprite.bgr()[middle] & 0xff));
            assertThat(sprite.area()).isGreaterThan(4);
            pasted += new BlendPaster().paste(clip(), object).isPresent() ? 1 : 0;
        }
        assertThat(cutOuts.count()).isEqualTo(1);
        assertThat(pasted).isGreaterThan(15);
    }

    @Test
    void cutOutsWithoutAlphaAreRefused() throws IOException {
        assertBadInput(() -> CutOuts.read(folder), "holds no pictures");
        ImageIO.write(
                new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("a.png").toFile());
        assertBadInput(() -> CutOuts.read(folder), "wholly opaque");
        Files.writeString(folder.resolve("a.png"), "no picture");
        assertBadInput(() -> CutOuts.read(folder), "a.png");
    }

    @Test
    void ubnormalObjectsLieWhereTheyWere() throws IOException {
        writeVideo("abnormal_scene_1_scenario_1", 40, "7,2,9\n");

        UbnormalObjects objects = UbnormalObjects.read(folder, 64, 32, false, 1);

        // Of the frames 2 to 9, only 5 and 6 have frames three earlier and later.
        assertThat(objects.count()).isEqualTo(2);
        MovingObject object = objects.draw(new SplittableRandom(1), clip()).orElseThrow();
        Sprite present = object.present();
        assertThat(present.width()).isCloseTo(40 / 2, within(2));
        assertThat(present.height()).isCloseTo(30 / 2, within(2));
        assertThat(object.future().x() - present.x()).isEqualTo(3 * 2);
        assertThat(present.x() - object.past().x()).isEqualTo(3 * 2);
        assertThat(present.alpha()[present.alpha().length / 2] & 0xff).isEqualTo(255);
    }

    @Test
    void blackenedObjectsAreBlackOutsideTheMask() throws IOException {
        writeVideo("abnormal_scene_1_scenario_1", 40, "7 0 11\n");

        UbnormalObjects objects = UbnormalObjects.read(folder, 50, 30, true, 1);

        assertThat(objects.count()).isEqualTo(FRAMES - 6);
        Sprite sprite =
                objects.draw(new SplittableRandom(1), clip()).orElseThrow().present();
        for (int i = 0; i < sprite.bgr().length; i++) {
            assertThat(sprite.bgr()[i] & 0xff).isLessThanOrEqualTo(sprite.alpha()[i / 3] & 0xff);
        }
    }

    @Test
    void ubnormalFoldersThatDoNotFitAreRefused() throws IOException {
        assertBadInput(() -> UbnormalObjects.read(folder, 64, 32, true, 1), "_gt.png");
        writeVideo("abnormal_scene_1_scenario_1", 20, "7,2,9\n");
        assertBadInput(() -> UbnormalObjects.read(folder, 64, 32, true, 1), "800");
        writeVideo("abnormal_scene_1_scenario_1", 40, "seven,2,9\n");
        assertBadInput(() -> UbnormalObjects.read(folder, 64, 32, true, 1), "seven,2,9");
        Files.delete(folder.resolve("abnormal_scene_1_scenario_1").resolve("3.png"));
        assertBadInput(() -> UbnormalObjects.read(folder, 64, 32, true, 1), "11 frames but 12 masks");
    }

    /** Whoever reads everything, as root does, cannot see this. */
    @Test
    void ubnormalFoldersThatMayNotBeReadAreRefused() throws IOException {
        File locked = Files.createDirectory(folder.resolve("locked")).toFile();
        assumeTrue(locked.setReadable(false), "rights of files");
        assumeFalse(Files.isReadable(locked.toPath()), "reads what it may not");
        try {
            assertBadInput(() -> UbnormalObjects.read(folder, 64, 32, true, 1), "locked");
        } finally {
            assertThat(locked.setReadable(true)).isTrue();
        }
    }

    /** A box of {@code size × 30} that goes four pixels to the right in each frame of 128×64. */
    private void writeVideo(String name, int size, String tracks) throws IOException {
        Path frames = Files.createDirectories(folder.resolve(name));
        Path annotations = Files.createDirectories(folder.resolve(name + "_annotations"));
        for (int t = 0; t < FRAMES; t++) {
            BufferedImage frame = new BufferedImage(128, 64, BufferedImage.TYPE_INT_RGB);
            BufferedImage mask = new BufferedImage(128, 64, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 0; i < size * 30; i++) {
                frame.setRGB(4 * t + i % size, 20 + i / size, 0xc08040);
                mask.getRaster().setSample(4 * t + i % size, 20 + i / size, 0, 7);
            }
            ImageIO.write(frame, "png", frames.resolve(t + ".png").toFile());
            ImageIO.write(
                    mask,
                    "png",
                    annotations
                            .resolve(String.format("%s_%04d_gt.png", name, t))
                            .toFile());
        }
        Files.writeString(annotations.resolve(name + "_tracks.txt"), tracks);
    }

    private static Clip clip() {
        byte[] bgr = new byte[64 * 32 * 3];
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) (90 + i % 3 * 20);
        }
        Image image = new Image(64, 32, bgr);
        return new Clip(0, Duration.ZERO, image, image, image, image, image, Image.black(64, 32));
    }

    private static void assertBadInput(Runnable action, String part) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(VedetteException.class, e -> assertThat(e.category())
                        .isEqualTo(VedetteException.Category.BAD_INPUT))
                .hasMessageContaining(part);
    }
}
