package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.server.store.Database;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code vedette serve backup} and {@code restore} as they are typed. */
class ServeBackupTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = Vedette.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aFolderGoesIntoAFileAndBack() {
        Database.open(folder.resolve("vedette.db")).close();

        assertThat(run("serve", "backup", "--data", folder.toString(), "-o", path("b.zip")))
                .isZero();
        assertThat(run("serve", "--data", path("new"), "restore", path("b.zip")))
                .isZero();
        assertThat(out.toString()).contains("0 events, 0 detectors", "Restored 1 files");
        assertThat(folder.resolve("new/vedette.db")).isNotEmptyFile();
        assertThat(run("serve", "restore", path("b.zip"), "--data", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is not empty");
    }

    @Test
    void aFolderWithoutAStoreIsNoServers() {
        assertThat(run("serve", "backup", "--data", folder.toString(), "-o", path("b.zip")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("vedette.db is not there").contains("--data");
        assertThat(folder.resolve("b.zip")).doesNotExist();
    }

    @Test
    void aDatabaseOfPostgresqlIsLeftToItsOwnPrograms() throws IOException {
        Path config = Files.writeString(
                folder.resolve("vedette.yaml"), "store: {url: 'postgresql://ann:secret@10.0.0.3/watch'}");

        assertThat(run("serve", "backup", "-c", config.toString(), "--data", folder.toString(), "-o", path("b.zip")))
                .isZero();
        assertThat(out.toString())
                .contains("The database postgresql://10.0.0.3:5432/watch is not in it: dump it with pg_dump")
                .doesNotContain("secret");
    }
}
