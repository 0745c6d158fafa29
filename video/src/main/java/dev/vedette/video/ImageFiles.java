package dev.vedette.video;

import dev.vedette.fault.AtomicFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Image;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Single images: files in and out, and the bridge to Java2D for drawing. Thread-safe. */
public final class ImageFiles {
    private static final ColorSpace SRGB = ColorSpace.getInstance(ColorSpace.CS_sRGB);

    private ImageFiles() {}

    /**
     * Reads a PNG, JPEG, BMP, TIFF or WebP file; transparency is ignored, grey becomes three equal channels.
     *
     * @throws VedetteException bad input, if it is missing, no image or damaged
     */
    public static Image read(Path file) {
        try (StillDecoder decoder = new StillDecoder()) {
            return decoder.decode(file);
        }
    }

    /** Writes a PNG file, without loss; whole or not at all. */
    public static void writePng(Path file, Image image) {
        AtomicFile.write(file, out -> encode(image, "png", null, out));
    }

    /** Writes a JPEG file, whole or not at all. @param quality 0..1, 0.85 is good */
    public static void writeJpeg(Path file, Image image, double quality) {
        AtomicFile.write(file, out -> encode(image, "jpeg", quality, out));
    }

    /** A JPEG file's content, for instance for a page that holds its pictures itself. @param quality 0..1 */
    public static byte[] jpeg(Image image, double quality) {
        return inMemory(image, "jpeg", quality);
    }

    /** A PNG file's content. */
    public static byte[] png(Image image) {
        return inMemory(image, "png", null);
    }

    /** The image for Java2D; both share their pixels, so drawing on it changes the image. */
    public static BufferedImage shared(Image image) {
        var raster = Raster.createInterleavedRaster(
                new DataBufferByte(image.bgr(), image.bgr().length),
                image.width(),
                image.height(),
                image.width() * 3,
                3,
                new int[] {2, 1, 0},
                null);
        var colours = new ComponentColorModel(SRGB, false, false, BufferedImage.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(colours, raster, false, null);
    }

    private static byte[] inMemory(Image image, String format, @Nullable Double quality) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            encode(image, format, quality, bytes);
        } catch (IOException e) {
            throw VedetteException.internal("an image does not encode as " + format, e);
        }
        return bytes.toByteArray();
    }

    private static void encode(Image image, String format, @Nullable Double quality, OutputStream out)
            throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (MemoryCacheImageOutputStream target = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(target);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (quality != null) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(quality.floatValue());
            }
            writer.write(null, new IIOImage(shared(image), null, null), param);
        } finally {
            writer.dispose();
        }
    }
}
