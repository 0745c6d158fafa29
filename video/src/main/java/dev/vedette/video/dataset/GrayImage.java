package dev.vedette.video.dataset;

import dev.vedette.evaluation.PixelMask;
import dev.vedette.fault.VedetteException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntPredicate;
import javax.imageio.ImageIO;

/** A lossless mask image, read to its exact values: video decoders may scale grey levels, which here are identities. */
final class GrayImage {
    private final int width;
    private final int height;
    private final int[] values;

    private GrayImage(int width, int height, int[] values) {
        this.width = width;
        this.height = height;
        this.values = values;
    }

    static GrayImage read(Path file) {
        BufferedImage image;
        try {
            image = ImageIO.read(file.toFile());
        } catch (IOException | RuntimeException e) {
            throw VedetteException.badInput(
                    file + " is a damaged mask image (" + e.getMessage() + "); copy it again", e);
        }
        if (image == null) {
            throw VedetteException.badInput(file + " is no image; expected a mask as PNG, BMP or TIFF");
        }
        int width = image.getWidth();
        int height = image.getHeight();
        return new GrayImage(width, height, isGray(image) ? samples(image.getRaster()) : brightest(image));
    }

    private static boolean isGray(BufferedImage image) {
        return image.getRaster().getNumBands() == 1 && !(image.getColorModel() instanceof IndexColorModel);
    }

    private static int[] samples(Raster raster) {
        return raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
    }

    /** The greatest of red, green and blue; transparency does not count. */
    private static int[] brightest(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int i = 0; i < pixels.length; i++) {
            int pixel = pixels[i];
            pixels[i] = Math.max(pixel & 0xff, Math.max(pixel >> 8 & 0xff, pixel >> 16 & 0xff));
        }
        return pixels;
    }

    PixelMask mask(IntPredicate isAbnormal) {
        boolean[] abnormal = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            abnormal[i] = isAbnormal.test(values[i]);
        }
        return new PixelMask(width, height, abnormal);
    }
}
