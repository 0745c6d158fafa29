package dev.vedette.examples;

import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorEngines;
import dev.vedette.detection.DetectorFile;
import dev.vedette.detection.Precision;
import dev.vedette.detection.StreamDetector;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.video.Videos;
import java.nio.file.Path;
import java.util.Optional;

/** Prints the score of every frame of a video, and its events. Arguments: a detector, a video. */
public final class ScoreVideo {
    private ScoreVideo() {}

    public static void main(String[] arguments) {
        Detector detector = DetectorFile.read(Path.of(arguments[0]));
        try (ScoringEngine engine = DetectorEngines.open(detector, EngineOptions.defaults(), Precision.AUTO);
                FrameSource video = Videos.open(Path.of(arguments[1])).open()) {
            StreamDetector stream = new StreamDetector(detector, engine);
            for (Optional<Frame> frame = video.next(); frame.isPresent(); frame = video.next()) {
                print(stream.push(frame.get()));
            }
            print(stream.finish());
        }
    }

    private static void print(StreamDetector.Findings findings) {
        findings.frames().forEach(score -> System.out.println(score.time() + " " + score.causal()));
        findings.events().forEach(System.out::println);
    }
}
