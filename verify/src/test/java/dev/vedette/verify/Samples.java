package dev.vedette.verify;

import dev.vedette.detection.Calibration;
import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.detection.Provenance;
import dev.vedette.detection.Quantisation;
import dev.vedette.frame.Image;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.video.VideoWriter;
import dev.vedette.video.scene.StreetScene;
import dev.vedette.video.scene.StreetScene.Format;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Small detectors and footage, good and bad. */
public final class Samples {
    static final int WIDTH = 160;
    static final int HEIGHT = 96;

    private Samples() {}

    /** A street of walkers. */
    static Path street(Path file, int frames) {
        StreetScene scene = StreetScene.normal(5, frames, new Format(WIDTH, HEIGHT, 10));
        try (VideoWriter writer = VideoWriter.create(file, WIDTH, HEIGHT, 10)) {
            for (int i = 0; i < frames; i++) {
                writer.write(scene.render(i));
            }
            writer.finish();
        }
        return file;
    }

    /** Four seconds of a street. */
    public static Path film(Path file) {
        return street(file, 40);
    }

    /** A street to learn from, and a shorter one whose second half is labelled. */
    static Path dataset(Path folder) throws IOException {
        street(Files.createDirectories(folder.resolve("train")).resolve("normal.mp4"), 240);
        street(Files.createDirectories(folder.resolve("test")).resolve("later.mp4"), 40);
        StringBuilder labels = new StringBuilder("video,frame,label\n");
        for (int i = 0; i < 40; i++) {
            labels.append("later,").append(i).append(i >= 20 ? ",1\n" : ",0\n");
        }
        Files.writeString(folder.resolve("labels.csv"), labels);
        return folder;
    }

    /** A picture that never changes. */
    static Path still(Path file, int frames) {
        Image image = StreetScene.normal(5, 1, new Format(WIDTH, HEIGHT, 10)).render(0);
        try (VideoWriter writer = VideoWriter.create(file, WIDTH, HEIGHT, 10)) {
            for (int i = 0; i < frames; i++) {
                writer.write(image);
            }
            writer.finish();
        }
        return file;
    }

    /** Numbered pictures of a street. */
    static Path pictures(Path folder, int frames) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < frames; i++) {
            picture(folder.resolve(String.format("%03d.png", i)), WIDTH, HEIGHT, i);
        }
        return folder;
    }

    static void picture(Path file, int width, int height, int index) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                picture.setRGB(x, y, Math.abs(x - 3 * index) < 8 && y > height / 2 ? 0xeeeeee : 0x406080);
            }
        }
        ImageIO.write(picture, "png", file.toFile());
    }

    /** Pictures of which the last have another size, one after the other in one file. */
    static Path changingSize(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            for (int i = 0; i < 12; i++) {
                ImageIO.write(new BufferedImage(i < 8 ? 64 : 80, 48, BufferedImage.TYPE_INT_RGB), "jpg", out);
            }
        }
        return file;
    }

    /** A second of silence. */
    static Path sound(Path file) throws IOException {
        int samples = 8000;
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1);
        wav.putInt(samples).putInt(2 * samples).putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
        return Files.write(file, wav.array());
    }

    /** Judges by motion alone: fast, and it alarms. */
    static Path motionDetector(Path file) {
        return detector(file, ScoringRule.motionOnly(), 0.02);
    }

    /** Not learned, but whole. */
    public static Path networkDetector(Path file) {
        return detector(file, ScoringRule.paper(), Double.MAX_VALUE);
    }

    private static Path detector(Path file, ScoringRule rule, double threshold) {
        NetworkConfig network = new NetworkConfig(64, 48, 8, 16, 8, 2, 2, 2, 2, 0.5);
        DetectorFile.write(
                file,
                new Detector(
                        network,
                        Weights.initial(network, 1),
                        rule,
                        new Calibration(3, 3, threshold, 0, 0, 0),
                        Quantisation.NONE,
                        new Provenance("test", "test", 1, List.of(), Map.of())));
        return file;
    }
}
