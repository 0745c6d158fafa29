package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import dev.vedette.flink.results.Row;
import dev.vedette.flink.results.Table;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.video.archive.ArchiveCluster;
import dev.vedette.video.archive.ArchiveJob;
import dev.vedette.video.archive.ArchiveOutcome;
import dev.vedette.video.archive.ArchiveOutcome.SetAside;
import dev.vedette.video.archive.ArchivePlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives on the embedded cluster. */
class ArchiveTest {
    private final ArchiveCluster cluster =
            ServiceLoader.load(ArchiveCluster.class).findFirst().orElseThrow();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void scoresAndEventsAreThoseOfThePlainLoop(int slots) throws Exception {
        Footage footage =
                new Footage(folder, ScoringRule.paper()).detector("gate", 1).detector("yard:2", 2);
        Files.createDirectories(footage.file("yard:2/monday"));
        footage.video("gate.mp4", 1, 5);
        Files.move(
                footage.file("gate.mp4"),
                Files.createDirectories(footage.file("gate")).resolve("a, b 08:30.mp4"));
        footage.video("gate/2.mp4", 2, 90)
                .video("yard:2/monday/1.mp4", 3, 60)
                .video("yard:2/2.mp4", 4, 61)
                .video("yard:2/10.mp4", 5, 1);
        List<ArchivePlan> plans = new ArrayList<>();

        ArchiveOutcome outcome = cluster.run(job(footage, slots, 3), 0, plans::add);

        Map<Table, List<String>> gate = footage.expected("gate", "gate/a, b 08:30.mp4", "gate/2.mp4");
        Map<Table, List<String>> yard =
                footage.expected("yard:2", "yard:2/monday/1.mp4", "yard:2/2.mp4", "yard:2/10.mp4");
        for (Table table : List.of(Table.SCORES, Table.EVENTS)) {
            assertThat(Footage.lines(output(), table))
                    .as(table.folder())
                    .isNotEmpty()
                    .isEqualTo(Stream.concat(gate.get(table).stream(), yard.get(table).stream())
                            .sorted()
                            .toList());
        }
        assertThat(outcome)
                .isEqualTo(new ArchiveOutcome(
                        5,
                        5 + 90 + 60 + 61 + 1,
                        gate.get(Table.EVENTS).size() + yard.get(Table.EVENTS).size(),
                        List.of()));
        assertThat(plans).singleElement().satisfies(plan -> {
            assertThat(plan.videos()).isEqualTo(5);
            assertThat(plan.cameras()).isEqualTo(2);
            assertThat(plan.withoutDetector()).isEmpty();
        });
        assertThat(output().resolve("scores/gate")).isDirectory();
        assertThat(output().resolve("scores/yard:2")).isDirectory();
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void whatCannotBeScoredIsSetAsideAndTheRestGoesOn() throws Exception {
        Footage footage = new Footage(folder, ScoringRule.motionOnly()).detector("gate", 1);
        Files.createDirectories(footage.file("gate"));
        Files.createDirectories(footage.file("door"));
        footage.video("gate/good.mp4", 1, 40).video("door/1.mp4", 2, 10).damaged("gate/cut.avi", 3, 200);
        Files.writeString(footage.file("gate/text.mp4"), "no video, whatever it says");
        Files.createFile(footage.file("gate/empty.mp4"));
        List<ArchivePlan> plans = new ArrayList<>();

        ArchiveOutcome outcome = cluster.run(job(footage, 2, 2), 0, plans::add);

        assertThat(plans.get(0).withoutDetector()).containsExactly("door");
        assertThat(outcome.videos()).isEqualTo(1);
        assertThat(outcome.setAside())
                .extracting(SetAside::video)
                .containsExactly("door/1.mp4", "gate/cut.avi", "gate/empty.mp4", "gate/text.mp4");
        assertThat(outcome.setAside().get(0).reason()).contains("no detector");
        assertThat(outcome.setAside().get(2).reason()).contains("empty");
        List<String> cut = Footage.lines(output(), Table.SCORES).stream()
                .filter(line -> line.startsWith("gate,gate/cut.avi,"))
                .toList();
        assertThat(cut).as("frames before the damage, each once").isNotEmpty().doesNotHaveDuplicates();
        assertThat(Footage.lines(output(), Table.SET_ASIDE))
                .anyMatch(line -> line.startsWith("gate,gate/cut.avi," + cut.size() + ","));
    }

    @Test
    void badJobsAreRefusedBeforeAnythingIsBegun() throws Exception {
        Footage footage = new Footage(folder, ScoringRule.motionOnly());
        Files.createDirectories(footage.file("gate"));
        assertThatThrownBy(() -> cluster.run(job(footage, 1, 1), 0, plan -> {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("holds no video");
        footage.video("gate/1.mp4", 1, 5);
        assertThatThrownBy(() -> cluster.run(job(footage, 1, 1), 0, plan -> {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("gate.vedette");
        footage.detector("gate", 1);
        Files.createDirectories(output());
        Files.writeString(output().resolve("notes.txt"), "mine");
        assertThatThrownBy(() -> cluster.run(job(footage, 1, 1), 0, plan -> {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("not an empty folder");
        Files.delete(output().resolve("notes.txt"));
        Files.writeString(footage.detectors.resolve("gate.vedette"), "nothing");
        assertThatThrownBy(() -> cluster.run(job(footage, 1, 1), 0, plan -> {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("gate.vedette is no .vedette file");
        assertThat(output()).isEmptyDirectory();
    }

    @Test
    void aDetectorThatWasChangedIsNotUsed() throws Exception {
        Footage footage = new Footage(folder, ScoringRule.motionOnly())
                .detector("gate", 1)
                .detector("yard", 2);
        DetectorStore store =
                new DetectorStore(Files.createDirectory(folder.resolve("store")).toString());
        String hash = store.put(new org.apache.flink.core.fs.Path(
                footage.detectors.resolve("gate.vedette").toString()));
        assertThat(store.read(hash).network().frameWidth()).isEqualTo(64);

        Files.copy(
                footage.detectors.resolve("yard.vedette"),
                folder.resolve("store").resolve(hash + ".vedette"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> store.read(hash))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("SHA-256");
        Files.delete(folder.resolve("store").resolve(hash + ".vedette"));
        assertThatThrownBy(() -> store.read(hash))
                .as("what one worker cannot read is no fault of the video")
                .isInstanceOfSatisfying(VedetteException.class, fault -> assertThat(fault.category())
                        .isEqualTo(Category.DEVICE));
    }

    /** Anything but a POJO would go through Kryo. */
    @Test
    void flinkKnowsHowToWriteRows() {
        assertThat(TypeInformation.of(Row.class)).isInstanceOf(PojoTypeInfo.class);
    }

    private ArchiveJob job(Footage footage, int slots, int tries) {
        return footage.job(output(), slots, tries);
    }

    private Path output() {
        return folder.resolve("output");
    }

    private List<Path> unfinished() throws Exception {
        try (Stream<Path> files = Files.walk(output())) {
            return files.filter(file -> file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}
