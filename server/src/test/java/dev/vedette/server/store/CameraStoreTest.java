package dev.vedette.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.CameraConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class CameraStoreTest {
    private static final CameraConfig YARD = CameraConfig.of("yard", "rtsp://watch:s3cret-word@10.0.0.5/stream1");

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void open() throws SQLException {
        database = kind.open(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private CameraStore store() {
        return new CameraStore(database, SecretBox.of(Optional.empty(), folder));
    }

    private List<String> rows() {
        return database.with(handle -> handle.createQuery("SELECT config FROM camera")
                .mapTo(String.class)
                .list());
    }

    @Test
    void theStoreAloneDoesNotTellPasswords() {
        store().put(YARD);

        assertThat(rows()).singleElement().asString().contains("yard").doesNotContain("s3cret", "10.0.0.5");
        assertThat(store().all()).containsExactly(YARD);
    }

    @Test
    void theKeyIsItsOwnersAlone() throws IOException {
        store();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("store.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void whatLayOpenIsSealedAndNothingOfItIsLeftInTheFiles() throws Exception {
        kind.execute(
                folder,
                "INSERT INTO camera (name, config) VALUES ('yard', '{\"name\":\"yard\",\"address\":\"" + YARD.address()
                        + "\"}')");

        assertThat(store().all()).containsExactly(YARD);
        assertThat(rows()).singleElement().asString().doesNotContain("s3cret");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.getFileName().toString().contains(".db"))
                    .toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("s3cret");
            }
        }
    }

    @Test
    void anotherKeyOpensNothingAndSaysWhatToDo() throws IOException {
        store().put(YARD);
        Files.delete(folder.resolve("store.key"));

        assertThatThrownBy(() -> store().all())
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("camera yard was sealed with another key")
                .hasMessageContaining("put back");
    }

    @Test
    void anAddressOfOneCameraIsNoneOfAnother() throws SQLException {
        store().put(YARD);
        kind.execute(folder, "UPDATE camera SET name = 'gate', config = replace(config, 'yard', 'gate')");

        assertThatThrownBy(() -> store().all()).hasMessageContaining("camera gate");
    }

    @Test
    void aKeyOfTheConfigurationNeedsNoFile() {
        String key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
        CameraStore store = new CameraStore(database, SecretBox.of(Optional.of(key), folder));
        store.put(YARD);

        assertThat(store.all()).containsExactly(YARD);
        assertThat(folder.resolve("store.key")).doesNotExist();
    }
}
