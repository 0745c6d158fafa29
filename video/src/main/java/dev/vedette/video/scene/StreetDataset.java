package dev.vedette.video.scene;

import dev.vedette.evaluation.PixelMask;
import dev.vedette.fault.AtomicFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Box;
import dev.vedette.frame.Image;
import dev.vedette.video.ImageFiles;
import dev.vedette.video.VideoWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Street scenes as a data set on disk, in the plain layout: {@code train/NAME.mp4}, {@code test/NAME.mp4},
 * {@code labels.csv} with {@code video,frame,label}, {@code test_masks/NAME/FRAME.png} for the abnormal frames and
 * {@code tracks/NAME.txt} with {@code track,frame,x1,y1,x2,y2}.
 */
public final class StreetDataset {
    private static final int WHITE = 0xff;

    private StreetDataset() {}

    /**
     * @param folder new or empty
     * @param training scenes to learn from
     * @param test scenes to be measured on, with names of their own
     * @throws VedetteException bad configuration, if the folder holds something already; device, if it cannot be written
     */
    public static void write(Path folder, List<StreetScene> training, List<StreetScene> test) {
        requireEmpty(folder);
        for (StreetScene scene : training) {
            writeVideo(folder.resolve("train"), scene);
        }
        StringBuilder labels = new StringBuilder("video,frame,label\n");
        for (StreetScene scene : test) {
            writeVideo(folder.resolve("test"), scene);
            writeMasks(folder.resolve("test_masks").resolve(scene.name()), scene);
            writeText(folder.resolve("tracks").resolve(scene.name() + ".txt"), tracks(scene));
            for (int frame = 0; frame < scene.frames(); frame++) {
                labels.append(scene.name() + "," + frame + "," + (scene.isAbnormal(frame) ? 1 : 0) + "\n");
            }
        }
        writeText(folder.resolve("labels.csv"), labels.toString());
    }

    private static void requireEmpty(Path folder) {
        try {
            if (!Files.exists(folder)) {
                return;
            }
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    throw VedetteException.badConfiguration(
                            folder + " is not empty; name a new folder for the data set");
                }
            }
        } catch (IOException e) {
            throw VedetteException.badConfiguration(folder + " is no folder to write to (" + e + "); name a new one");
        }
    }

    private static void writeVideo(Path folder, StreetScene scene) {
        StreetScene.Format format = scene.format();
        Path file = folder.resolve(scene.name() + ".mp4");
        try (VideoWriter writer = VideoWriter.create(file, format.width(), format.height(), format.frameRate())) {
            for (int frame = 0; frame < scene.frames(); frame++) {
                writer.write(scene.render(frame));
            }
            writer.finish();
        }
    }

    private static void writeMasks(Path folder, StreetScene scene) {
        for (int frame = 0; frame < scene.frames(); frame++) {
            if (scene.isAbnormal(frame)) {
                ImageFiles.writePng(folder.resolve(String.format("%06d.png", frame)), picture(scene.mask(frame)));
            }
        }
    }

    private static Image picture(PixelMask mask) {
        Image picture = Image.black(mask.width(), mask.height());
        for (int i = 0; i < mask.abnormal().length; i++) {
            if (mask.abnormal()[i]) {
                picture.bgr()[3 * i] = (byte) WHITE;
                picture.bgr()[3 * i + 1] = (byte) WHITE;
                picture.bgr()[3 * i + 2] = (byte) WHITE;
            }
        }
        return picture;
    }

    private static String tracks(StreetScene scene) {
        StringBuilder lines = new StringBuilder();
        for (int track = 0; track < scene.events().size(); track++) {
            SceneEvent event = scene.events().get(track);
            for (int frame = event.firstFrame(); frame <= event.lastFrame(); frame++) {
                Box box = event.boxes().get(frame - event.firstFrame());
                lines.append(
                        track + "," + frame + "," + box.x1() + "," + box.y1() + "," + box.x2() + "," + box.y2() + "\n");
            }
        }
        return lines.toString();
    }

    private static void writeText(Path file, String text) {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
