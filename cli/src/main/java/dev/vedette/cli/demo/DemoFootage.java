package dev.vedette.cli.demo;

import dev.vedette.cli.report.KnownEvent;
import dev.vedette.fault.AtomicFile;
import dev.vedette.frame.Video;
import dev.vedette.video.VideoWriter;
import dev.vedette.video.Videos;
import dev.vedette.video.scene.StreetScene;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A street, rendered to two video files: people walking, to learn from; and later the same street with things that were not
 * there before. The folder is a data set in the plain layout, so that everything else can be tried on it as well.
 *
 * @param normal to learn from
 * @param street to detect in
 * @param known what is abnormal in {@code street}
 */
public record DemoFootage(Video normal, Video street, List<KnownEvent> known) {
    /** Two and a half minutes: about sixty people. */
    public static final int NORMAL_FRAMES = 1875;
    /** A minute and a half. */
    public static final int STREET_FRAMES = 1125;

    /** @param progress told the number of frames rendered by now; may throw to end the run */
    public static DemoFootage render(Path folder, long seed, LongConsumer progress) {
        StreetScene normal = StreetScene.normal(seed, NORMAL_FRAMES);
        StreetScene street = StreetScene.withAnomalies(seed + 1, STREET_FRAMES);
        Path normalFile = folder.resolve("train").resolve("normal.mp4");
        Path streetFile = folder.resolve("test").resolve("street.mp4");
        write(normal, normalFile, progress);
        write(street, streetFile, frames -> progress.accept(NORMAL_FRAMES + frames));
        writeLabels(street, folder.resolve("labels.csv"));
        List<KnownEvent> known = street.events().stream()
                .map(event -> new KnownEvent(event.what(), event.firstFrame(), event.lastFrame()))
                .toList();
        return new DemoFootage(Videos.open(normalFile), Videos.open(streetFile), known);
    }

    private static void writeLabels(StreetScene street, Path file) {
        StringBuilder labels = new StringBuilder("video,frame,label\n");
        for (int frame = 0; frame < street.frames(); frame++) {
            labels.append("street,").append(frame).append(street.isAbnormal(frame) ? ",1\n" : ",0\n");
        }
        AtomicFile.write(file, out -> out.write(labels.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static void write(StreetScene scene, Path file, LongConsumer progress) {
        StreetScene.Format format = scene.format();
        try (VideoWriter writer = VideoWriter.create(file, format.width(), format.height(), format.frameRate())) {
            for (int frame = 0; frame < scene.frames(); frame++) {
                writer.write(scene.render(frame));
                progress.accept(frame + 1L);
            }
            writer.finish();
        }
    }
}
