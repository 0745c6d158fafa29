package dev.vedette.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFileTest {
    @TempDir
    Path folder;

    @Test
    void aStoreFromWhenEachVendorHadMigrationsOfItsOwnOpens() throws SQLException {
        Path file = folder.resolve("vedette.db");
        Database.open(file).close();
        TestDatabase.SQLITE.execute(folder, "UPDATE flyway_schema_history SET checksum = 1");

        try (Database database = Database.open(file)) {
            assertThat(new EventStore(database).count()).isZero();
        }
    }

    @Test
    void aFileThatIsDeletedUnderTheServerIsNoticed() throws IOException {
        Path file = folder.resolve("vedette.db");
        try (Database database = Database.open(file)) {
            assertThat(database.alive()).isTrue();
            Files.delete(file);
            assertThat(database.alive()).isFalse();
            // What is written now would be lost: it waits elsewhere, as with any store that does not answer.
            assertThatThrownBy(() -> new EventStore(database).count())
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining(file + " is gone");
        }
    }

    @Test
    void aFileThatTookThePlaceOfTheServersIsNotTakenForIt() throws IOException {
        Path file = folder.resolve("vedette.db");
        try (Database database = Database.open(file)) {
            Files.move(file, folder.resolve("away"));
            Files.copy(folder.resolve("away"), file);

            assertThat(database.alive()).isFalse();
            assertThatThrownBy(() -> new EventStore(database).count())
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("start it anew");

            Files.move(folder.resolve("away"), file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(database.alive()).isTrue();
        }
    }
}
