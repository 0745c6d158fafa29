package dev.vedette.video.dataset;

import dev.vedette.evaluation.PixelMask;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Makes data sets of a few tiny frames. */
final class TinyData {
    static final int WIDTH = 16;
    static final int HEIGHT = 8;
    private final Path folder;

    TinyData(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Frames as images, named by a pattern for their number, for instance {@code %03d.tif}. */
    TinyData frames(String path, String names, int first, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            image(path + "/" + String.format(names, first + i), 100, 0, WIDTH, HEIGHT);
        }
        return this;
    }

    /** A grey image, black but for the columns up to {@code until} of the first row. */
    TinyData mask(String path, int grey, int until) throws IOException {
        return image(path, grey, 0, until, until == 0 ? 0 : 1);
    }

    private TinyData image(String path, int grey, int left, int right, int bottom) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                image.getRaster().setSample(x, y, 0, grey);
            }
        }
        String kind = path.substring(path.lastIndexOf('.') + 1);
        if (!ImageIO.write(image, kind, place(path).toFile())) {
            throw new IOException("no writer for " + kind);
        }
        return this;
    }

    /** A video file (raw, whatever its name) of grey frames. */
    TinyData video(String path, int frames) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(("YUV4MPEG2 W" + WIDTH + " H" + HEIGHT + " F10:1 C420jpeg\n").getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < frames; i++) {
            out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[WIDTH * HEIGHT * 3 / 2]);
        }
        Files.write(place(path), out.toByteArray());
        return this;
    }

    TinyData text(String path, String... lines) throws IOException {
        Files.write(place(path), List.of(lines));
        return this;
    }

    /** A NumPy file of version 1 with bytes as its numbers. */
    TinyData npy(String path, String type, String shape, byte[] numbers) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        header += " ".repeat(63 - (10 + header.length()) % 64) + "\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        out.write(numbers);
        Files.write(place(path), out.toByteArray());
        return this;
    }

    Path place(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return file;
    }

    /** Number of abnormal pixels of each mask. */
    static List<Integer> abnormalPixels(Masks masks) {
        List<Integer> counts = new ArrayList<>();
        try (MaskSource source = masks.open()) {
            for (Optional<PixelMask> mask = source.next(); mask.isPresent(); mask = source.next()) {
                int count = 0;
                for (boolean pixel : mask.get().abnormal()) {
                    count += pixel ? 1 : 0;
                }
                counts.add(count);
            }
        }
        return counts;
    }
}
