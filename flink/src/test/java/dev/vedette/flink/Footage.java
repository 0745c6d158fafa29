package dev.vedette.flink;

import dev.vedette.detection.Calibration;
import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorEngines;
import dev.vedette.detection.DetectorFile;
import dev.vedette.detection.FrameScore;
import dev.vedette.detection.Precision;
import dev.vedette.detection.Provenance;
import dev.vedette.detection.Quantisation;
import dev.vedette.detection.StreamDetector;
import dev.vedette.detection.StreamDetector.Findings;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.flink.results.Row;
import dev.vedette.flink.results.Table;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.video.VideoWriter;
import dev.vedette.video.Videos;
import dev.vedette.video.archive.ArchiveJob;
import dev.vedette.video.archive.ResultPlace;
import dev.vedette.video.scene.StreetScene;
import dev.vedette.video.scene.StreetScene.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Cameras with drawn streets in a folder, detectors for them, and what the plain loop over the frames says of them. */
public final class Footage {
    private static final NetworkConfig SMALL = new NetworkConfig(64, 48, 8, 16, 8, 2, 2, 2, 2, 0.5);

    public final Path videos;
    public final Path detectors;
    private final ScoringRule rule;
    private final NetworkConfig network;
    private final Format format;

    /** Small videos. @param rule of all detectors */
    public Footage(Path folder, ScoringRule rule) throws IOException {
        this(folder, rule, SMALL, new Format(160, 96, 10));
    }

    Footage(Path folder, ScoringRule rule, NetworkConfig network, Format format) throws IOException {
        this.network = network;
        this.format = format;
        this.videos = Files.createDirectories(folder.resolve("footage"));
        this.detectors = Files.createDirectories(folder.resolve("detectors"));
        this.rule = rule;
    }

    /** @param seed of its weights; the detector's threshold is low enough for events */
    public Footage detector(String camera, int seed) {
        return detector(camera, seed, 0.02);
    }

    Footage detector(String camera, int seed, double threshold) {
        DetectorFile.write(
                detectors.resolve(camera + ".vedette"),
                new Detector(
                        network,
                        Weights.initial(network, seed),
                        rule,
                        new Calibration(3, 3, threshold, 0, 0, 0),
                        Quantisation.NONE,
                        new Provenance("test", "test", 1, List.of(), Map.of())));
        return this;
    }

    public Footage video(String name, int seed, int frames) {
        StreetScene scene = StreetScene.normal(seed, frames, format);
        try (VideoWriter writer = VideoWriter.create(file(name), format.width(), format.height(), format.frameRate())) {
            for (int i = 0; i < frames; i++) {
                writer.write(scene.render(i));
            }
            writer.finish();
        }
        return this;
    }

    /** A video that ends in the middle. */
    Footage damaged(String name, int seed, int frames) throws IOException {
        video(name, seed, frames);
        byte[] whole = Files.readAllBytes(file(name));
        for (int i = whole.length / 2; i < whole.length; i++) {
            whole[i] = 0;
        }
        Files.write(file(name), whole);
        return this;
    }

    public Path file(String name) {
        return videos.resolve(name);
    }

    /** Scores all videos into CSV files. */
    ArchiveJob job(Path output, int slots, int tries) {
        return job(output, slots, tries, OptionalDouble.empty(), Optional.empty());
    }

    ArchiveJob job(Path output, int slots, int tries, OptionalDouble stillTolerance, Optional<Duration> range) {
        return new ArchiveJob(
                videos.toString(),
                detectors.toString(),
                output.toString(),
                ResultPlace.CSV,
                slots,
                Precision.AUTO,
                stillTolerance,
                range,
                tries,
                Duration.ofMillis(300));
    }

    /** Lines of a table, in order, without the names of columns. */
    public static List<String> lines(Path output, Table table) {
        try {
            Path folder = output.resolve(table.folder());
            if (!Files.exists(folder)) {
                return List.of();
            }
            List<String> lines = new ArrayList<>();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(file -> !file.getFileName().toString().startsWith("."))
                        .toList()) {
                    List<String> all = Files.readAllLines(file);
                    if (!all.get(0).equals(table.header())) {
                        throw new AssertionError(file + " begins with " + all.get(0));
                    }
                    lines.addAll(all.subList(1, all.size()));
                }
            }
            return lines.stream().sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Scores and events of a video, by all cores and in batches as the plain command computes them, each in order of their text. */
    public Map<Table, List<String>> expected(String camera, String... names) {
        List<String> scores = new ArrayList<>();
        List<String> events = new ArrayList<>();
        Detector detector = DetectorFile.read(detectors.resolve(camera + ".vedette"));
        EngineOptions options = EngineOptions.defaults().withThreads(2);
        try (ScoringEngine engine = DetectorEngines.open(detector, options, Precision.AUTO)) {
            for (String name : names) {
                StreamDetector stream = new StreamDetector(detector, engine, 8);
                List<Findings> findings = new ArrayList<>();
                try (FrameSource source = Videos.open(file(name)).open()) {
                    for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
                        findings.add(stream.push(next.get()));
                    }
                }
                findings.add(stream.finish());
                int number = 0;
                for (Findings found : findings) {
                    for (FrameScore frame : found.frames()) {
                        scores.add(Row.of(camera, name, frame).line());
                    }
                    for (var event : found.events()) {
                        events.add(Row.of(camera, name, ++number, event).line());
                    }
                }
            }
        }
        return Map.of(
                Table.SCORES,
                scores.stream().sorted().toList(),
                Table.EVENTS,
                events.stream().sorted().toList());
    }
}
