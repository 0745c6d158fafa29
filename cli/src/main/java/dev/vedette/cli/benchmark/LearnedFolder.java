package dev.vedette.cli.benchmark;

import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.store.Database;
import dev.vedette.server.store.DetectorStore;
import dev.vedette.server.store.EventStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A server's folder as a server before left it: with detectors that cameras have learned, and events. */
public final class LearnedFolder {
    private static final Place PLACE = new Place(0.4, 0.4, 0.6, 0.6);
    private static final Duration LENGTH = Duration.ofSeconds(12);

    private LearnedFolder() {}

    private static Database open(Path data) {
        try {
            return Database.open(Files.createDirectories(data).resolve("vedette.db"));
        } catch (IOException e) {
            throw VedetteException.device("cannot make the folder " + data + " (" + e.getMessage() + ")", e);
        }
    }

    /** Lets each camera be watched by a detector from the start on. No server may use the folder. */
    public static void detectors(Path data, Detector detector, List<String> cameras) {
        try (Database database = open(data)) {
            DetectorStore store = new DetectorStore(database);
            for (String camera : cameras) {
                String file = "detectors/" + camera + ".vedette";
                DetectorFile.write(data.resolve(file), detector);
                store.activate(camera, store.add(camera, file, Instant.EPOCH, Optional.of(1.0), "made for a test"));
            }
        }
    }

    /** Adds events without files, of all cameras in turn, over the last 30 days. No server may use the folder. */
    public static void events(Path data, int count, List<String> cameras) {
        Instant now = Instant.now();
        Duration apart = Duration.ofDays(30).dividedBy(count + 1L);
        try (Database database = open(data)) {
            EventStore store = new EventStore(database);
            for (int i = 0; i < count; i++) {
                Instant started = now.minus(apart.multipliedBy((long) count - i));
                long id = store.begin(cameras.get(i % cameras.size()), Optional.empty(), started, 2, 1, PLACE);
                store.end(id, started.plus(LENGTH), started, 2, Optional.of(1.0), PLACE, 0);
            }
        }
    }
}
