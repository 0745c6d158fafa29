package dev.vedette.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vedette.video.archive.ArchiveCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vedette cluster}, beside {@code vedette detect} on the same footage. */
class ClusterTest {
    @TempDir
    private Path folder;

    @Test
    void scoresAndEventsAreThoseOfDetect() throws IOException {
        assumeTrue(built(), "built without the profile flink");
        Path camera = Files.createDirectories(folder.resolve("footage/gate"));
        Path video = Samples.street(camera.resolve("1.mp4"), 80);
        Path detectors = Files.createDirectories(folder.resolve("detectors"));
        Path detector = Samples.motionDetector(detectors.resolve("gate.vedette"));
        Path plain = folder.resolve("plain");
        Path cluster = folder.resolve("cluster");

        Command.run("detect", video, "-m", detector, "-o", plain, "--no-overlay")
                .succeeds();
        Command run = Command.run(
                        "cluster",
                        "run",
                        folder.resolve("footage"),
                        "-m",
                        detectors,
                        "-o",
                        cluster,
                        "--checkpoint",
                        "0.5")
                .succeeds();

        assertThat(run.out()).contains("1 videos of 1 cameras", "http://127.0.0.1:", "80 frames");
        // frame,time,raw,smoothed,causal,alarm: what is smoothed both ways is for looking back at one video.
        assertThat(rows(cluster.resolve("scores/gate"), 2))
                .containsExactlyElementsOf(columns(plain.resolve("1.mp4/scores.csv"), List.of(0, 1, 2, 4, 5)));
        List<String> events =
                columns(plain.resolve("1.mp4/events.csv"), List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        assertThat(events).isNotEmpty();
        assertThat(rows(cluster.resolve("events/gate"), 2)).containsExactlyElementsOf(events);
    }

    @Test
    void whatWasSetAsideIsToldAndTheExitCodeSaysSo() throws IOException {
        assumeTrue(built(), "built without the profile flink");
        Path camera = Files.createDirectories(folder.resolve("footage/gate"));
        Samples.street(camera.resolve("1.mp4"), 10);
        Files.writeString(camera.resolve("2.mp4"), "no video");
        Path detector = Samples.motionDetector(folder.resolve("any.vedette"));

        Command.run(
                        "cluster",
                        "run",
                        folder.resolve("footage"),
                        "-m",
                        detector,
                        "-o",
                        folder.resolve("cluster"),
                        "--checkpoint",
                        "0.5")
                .fails(3, "gate/2.mp4 was set aside");
    }

    @Test
    void learningGivesTheDetectorOfTrain() throws IOException {
        assumeTrue(built(), "built without the profile flink");
        Path camera = Files.createDirectories(folder.resolve("footage/gate"));
        Samples.street(camera.resolve("1.mp4"), 120);
        String[] learning = {"--size=64x48", "--patch=8", "--batch=4", "--teacher-steps=12", "--student-steps=6"};
        Path detectors = folder.resolve("detectors");

        Command.run(all("train", camera, "-o", folder.resolve("gate.vedette"), learning))
                .succeeds();
        Command learn = Command.run(all("cluster", "learn", folder.resolve("footage"), "-o", detectors, learning))
                .succeeds();
        Command again = Command.run(all("cluster", "learn", folder.resolve("footage"), "-o", detectors, learning))
                .succeeds();

        assertThat(learn.out()).contains("Learning 1 cameras; watch them at http", "Learned 1 cameras");
        assertThat(detectors.resolve("gate.vedette")).hasSameBinaryContentAs(folder.resolve("gate.vedette"));
        assertThat(again.out()).contains("Left alone, because there is a detector: gate");
    }

    private static Object[] all(Object... given) {
        List<Object> all = new ArrayList<>(List.of(given));
        all.addAll(List.of((Object[]) all.remove(all.size() - 1)));
        return all.toArray();
    }

    @Test
    void aClusterThatIsNotThereIsSaidInOneLine() throws IOException {
        assumeTrue(built(), "built without the profile flink");
        Command.run(
                        "cluster",
                        "submit",
                        folder,
                        "-m",
                        folder,
                        "-o",
                        folder.resolve("cluster"),
                        "--cluster",
                        "http://127.0.0.1:9")
                .fails(5, "the cluster at http://127.0.0.1:9 failed");
    }

    @Test
    void aPortIsNotIgnoredWhereAnotherClusterLearns() {
        Command.run(
                        "cluster",
                        "learn",
                        folder,
                        "-o",
                        folder.resolve("detectors"),
                        "--cluster",
                        "http://127.0.0.1:9",
                        "--port",
                        8081)
                .fails(2, "--port is of the page of the cluster inside this process");
    }

    @Test
    void camerasThatAreFilesAreWatchedToTheirEnd() throws IOException {
        assumeTrue(built(), "built without the profile flink");
        Path video = Samples.street(folder.resolve("1.mp4"), 80);
        Path detector = Samples.motionDetector(folder.resolve("any.vedette"));
        Path cameras = Files.writeString(
                folder.resolve("cameras.yaml"),
                "cameras: [{name: gate, address: " + video + ", rate: 10, loop: false}]");
        Path plain = folder.resolve("plain");
        Path watched = folder.resolve("watched");

        Command.run("detect", video, "-m", detector, "-o", plain, "--no-overlay")
                .succeeds();
        Command run = Command.run("cluster", "watch", cameras, "-m", detector, "-o", watched, "--checkpoint", "0.5")
                .succeeds();

        assertThat(run.out()).contains("1 cameras on 1 slots", "http://127.0.0.1:", "All cameras are files");
        // event,first_frame,last_frame,peak_frame
        List<String> events = columns(plain.resolve("1.mp4/events.csv"), List.of(0, 1, 2, 3));
        assertThat(events).isNotEmpty();
        assertThat(tables(watched.resolve("events"), List.of(2, 12, 13, 14))).containsExactlyElementsOf(events);
        assertThat(tables(watched.resolve("cameras"), List.of(3)))
                .containsExactlyInAnyOrder("CONNECTING", "WATCHING", "ENDED");
    }

    @Test
    void camerasWithFaultsAreRefusedTogetherAndWithoutTheirPasswords() throws IOException {
        assumeTrue(built(), "built without the profile flink");
        Path cameras = Files.writeString(
                folder.resolve("cameras.yaml"),
                "cameras: [{name: Gate, address: 'street:'}, {name: yard, address: 'rtsp://me:s3cret@host/a'},"
                        + " {name: door, address: 'rtsp://me:${DOOR}@host/a', places: []},"
                        + " {name: roof, address: 'street:', zones: [{kind: ignored, corners: [{x: 0, y: 2}]}],"
                        + " schedule: {hours: [{days: [mon], from: 8am, to: 18:00}]}}]");
        Command run = Command.run("cluster", "watch", cameras, "-m", folder, "-o", folder.resolve("out"), "--port", "0")
                .fails(
                        2,
                        "the name is 'Gate'",
                        "camera yard: the address holds a password",
                        "places is unknown",
                        "y 2.0, expected shares",
                        "'8am', expected hours and minutes");
        assertThat(run.err()).doesNotContain("s3cret");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void withoutFlinkTheCommandSaysHowToGetIt() {
        assumeTrue(!built(), "built with the profile flink");
        Command.run("cluster", "run", folder, "-m", folder, "-o", folder.resolve("cluster"))
                .fails(2, "built without Apache Flink", "mvn -Pflink");
    }

    private static boolean built() {
        return ServiceLoader.load(ArchiveCluster.class).findFirst().isPresent();
    }

    /** Rows of all files of a folder in order of their first number, without so many columns at their beginning. */
    private static List<String> rows(Path folder, int without) throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.readAllLines(file).stream()
                        .skip(1)
                        .map(line -> line.split(",", without + 1)[without])
                        .forEach(rows::add);
            }
        }
        rows.sort(java.util.Comparator.comparingInt(row -> Integer.parseInt(row.split(",", 2)[0])));
        return rows;
    }

    /** Of all files below a folder, in order of their text. */
    private static List<String> tables(Path folder, List<Integer> columns) throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                rows.addAll(columns(file, columns));
            }
        }
        rows.sort(String::compareTo);
        return rows;
    }

    private static List<String> columns(Path file, List<Integer> columns) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(values ->
                        String.join(",", columns.stream().map(c -> values[c]).toList()))
                .toList();
    }
}
