package dev.vedette.training.objects;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Pictures in files that Java can read: PNG, JPEG, BMP, GIF, TIFF. */
final class ImageFile {
    private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff");

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private ImageFile() {}

    static boolean isOne(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    /** The picture files of a folder by name, numbers in names by value. */
    static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(ImageFile::isOne)
                    .sorted(Comparator.comparing(ImageFile::paddedName))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw VedetteException.badInput("cannot list " + folder + " (" + e + "): check its name and rights", e);
        }
    }

    private static String paddedName(Path file) {
        return NUMBER.matcher(String.valueOf(file.getFileName()))
                .replaceAll(number -> "0".repeat(Math.max(0, 20 - number.group().length())) + number.group());
    }

    static BufferedImage read(Path file) {
        try {
            BufferedImage image = ImageIO.read(file.toFile());
            if (image == null) {
                throw VedetteException.badInput(
                        file + " is no picture that can be read; expected PNG, JPEG, BMP, GIF or TIFF: replace it");
            }
            return image;
        } catch (IOException | RuntimeException e) {
            if (e instanceof VedetteException fault) {
                throw fault;
            }
            throw VedetteException.badInput("cannot read " + file + " (" + e.getMessage() + "): replace it", e);
        }
    }

    /** Its colours, whatever is transparent. */
    static Image colours(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
        byte[] bgr = new byte[rgb.length * 3];
        for (int i = 0; i < rgb.length; i++) {
            bgr[3 * i] = (byte) rgb[i];
            bgr[3 * i + 1] = (byte) (rgb[i] >> 8);
            bgr[3 * i + 2] = (byte) (rgb[i] >> 16);
        }
        return new Image(width, height, bgr);
    }

    /** How opaque each pixel is, 0..255, in all three channels. */
    static Image opacity(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] argb = image.getRGB(0, 0, width, height, null, 0, width);
        byte[] bgr = new byte[argb.length * 3];
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) (argb[i / 3] >>> 24);
        }
        return new Image(width, height, bgr);
    }
}
