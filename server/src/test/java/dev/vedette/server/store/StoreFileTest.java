package dev.vedette.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFileTest {
    @TempDir
    Path folder;

    @Test
    void aFileThatIsDeletedUnderTheServerIsNoticed() throws IOException {
        Path file = folder.resolve("vedette.db");
        try (Database database = Database.open(file)) {
            assertThat(database.alive()).isTrue();
            Files.delete(file);
            assertThat(database.alive()).isFalse();
        }
    }
}
