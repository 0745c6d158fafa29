package dev.vedette.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.backup.Backup;
import dev.vedette.server.backup.Restore;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.store.Database;
import dev.vedette.server.store.EventStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupTest {
    private static final Place PLACE = new Place(0, 0, 1, 1);

    private static final Instant NOW = Instant.now();

    @TempDir
    Path folder;

    private Path data;
    private Path file;

    @BeforeEach
    void aFolderWithAnEventAndADetector() throws IOException {
        data = folder.resolve("data");
        file = folder.resolve("backups").resolve("vedette.zip");
        Files.createDirectories(data.resolve("detectors"));
        Files.writeString(data.resolve("detectors/yard-1.vedette"), "detector");
        Files.writeString(data.resolve("detectors/yard-1.scores"), "scores");
        try (Database database = Database.open(data.resolve("vedette.db"))) {
            EventStore events = new EventStore(database);
            long id = events.begin("yard", Optional.empty(), NOW, 3, 1, PLACE);
            events.end(id, NOW, NOW, 3, Optional.empty(), PLACE, 10);
        }
        Files.createDirectories(data.resolve("events/1"));
        Files.write(data.resolve("events/1/clip.mp4"), clip());
        Files.writeString(data.resolve("events/1/snapshot.jpg"), "picture");
    }

    private static byte[] clip() {
        byte[] clip = new byte[100_000];
        new Random(7).nextBytes(clip);
        return clip;
    }

    private Backup.Outcome write(boolean clips) {
        return Backup.write(data, file, true, clips, "test");
    }

    @Test
    void whatARunningServerKnowsIsThereInAnotherFolder() throws IOException {
        Path other = folder.resolve("other");
        try (VedetteServer server = VedetteServer.start(ServeConfig.EMPTY.withPort(0), data)) {
            new Client(server.port()).setUp().post("/api/cameras", "{\"name\":\"street\",\"address\":\"street:\"}");
            Files.createDirectories(data.resolve("events/2"));
            Files.writeString(
                    data.resolve("events/2/clip.mp4"), "of an event that the copy of the store does not know");

            Backup.Outcome written = write(true);
            assertThat(written.events()).isEqualTo(1);
            assertThat(written.detectors()).isEqualTo(1);
            assertThat(written.key()).isTrue();
            assertThat(written.bytes()).isGreaterThan(100_000);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Restore.read(file, other).database()).isTrue();
        }
        assertThat(file.getParent()).isDirectoryNotContaining(left -> !left.equals(file));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other)))
                .isEqualTo("rwx------");
        assertThat(other.resolve("events/1/clip.mp4")).hasBinaryContent(clip());
        assertThat(other.resolve("events/2")).doesNotExist();
        assertThat(other.resolve("detectors/yard-1.scores")).hasContent("scores");
        try (VedetteServer server = VedetteServer.start(ServeConfig.EMPTY.withPort(0), other)) {
            Client client = new Client(server.port()).login("admin");
            assertThat(client.bytes("/api/events/1/clip.mp4")).isEqualTo(clip());
            assertThat(client.read("/api/cameras").get(0).path("name").asText()).isEqualTo("street");
        }
    }

    @Test
    void clipsCanBeLeftOut() {
        write(false);
        Restore.read(file, folder.resolve("other"));

        assertThat(folder.resolve("other/events/1/snapshot.jpg")).exists();
        assertThat(folder.resolve("other/events/1/clip.mp4")).doesNotExist();
    }

    @Test
    void aDatabaseElsewhereIsNotInItButTheFilesAre() {
        assertThat(Backup.write(data, file, false, true, "test").events()).isEqualTo(1);
        assertThat(Restore.read(file, folder.resolve("other")).database()).isFalse();

        assertThat(folder.resolve("other/vedette.db")).doesNotExist();
        assertThat(folder.resolve("other/events/1/clip.mp4")).exists();
    }

    @Test
    void aFolderThatHoldsSomethingIsNotTouched() throws IOException {
        write(true);
        Files.delete(data.resolve("vedette.db"));

        assertThatThrownBy(() -> Restore.read(file, data))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("is not empty");
        assertThat(data.resolve("vedette.db")).doesNotExist();
    }

    private void change(String entry, UnaryOperator<String> edit) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Path path = zip.getPath(entry);
            String text = Files.readString(path, StandardCharsets.ISO_8859_1);
            Files.writeString(path, edit.apply(text), StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vedette.db", "events/1/clip.mp4", "detectors/yard-1.vedette"})
    void whatIsDamagedIsNotRestoredInPart(String entry) throws IOException {
        write(true);
        change(entry, text -> text.substring(0, text.length() - 1) + '!');

        Path empty = Files.createDirectory(folder.resolve("empty"));
        for (Path target : new Path[] {folder.resolve("new"), empty}) {
            assertThatThrownBy(() -> Restore.read(file, target))
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("the backup is damaged: " + entry + " has another checksum");
        }
        assertThat(folder.resolve("new")).doesNotExist();
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void noPathLeadsOutOfTheFolder() throws IOException {
        write(true);
        change("manifest.json", text -> text.replace("detectors/yard-1.scores", "detectors/../../evil"));

        assertThatThrownBy(() -> Restore.read(file, folder.resolve("new")))
                .hasMessageContaining("which does not belong there");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void whatIsNoBackupOrANewerOneIsRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.zip"), "no zip");
        assertThatThrownBy(() -> Restore.read(other, folder.resolve("new")))
                .hasMessageContaining("is no backup that reads");

        write(true);
        change("manifest.json", text -> text.replace("\"format\" : 1", "\"format\" : 2"));
        assertThatThrownBy(() -> Restore.read(file, folder.resolve("new")))
                .hasMessageContaining("is of format 2, expected 1");
    }

    @Test
    void aServerDoesNotStartInAFolderThatWasRestoredInPart() throws IOException {
        Files.createDirectories(data.resolve(Restore.UNFINISHED));

        assertThatThrownBy(() -> VedetteServer.start(ServeConfig.EMPTY.withPort(0), data))
                .hasMessageContaining("was broken off");
    }
}
