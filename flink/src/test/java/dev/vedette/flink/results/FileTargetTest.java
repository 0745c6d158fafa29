package dev.vedette.flink.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.FlinkCluster;
import dev.vedette.flink.Footage;
import dev.vedette.video.archive.ResultPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results in files of Parquet, and places that are none. */
class FileTargetTest {
    @TempDir
    private Path folder;

    @Test
    void parquetHoldsWhatCsvWould() throws Exception {
        Given given = new Given(folder, 60);

        new FlinkCluster().run(given.job("parquet", null), 0, plan -> {});

        for (Table table : List.of(Table.SCORES, Table.EVENTS)) {
            assertThat(ParquetFiles.lines(given.output(), table)).isNotEmpty().isEqualTo(given.expected(table));
        }
        assertThat(Footage.lines(given.output(), Table.VIDEOS)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "xml, expected csv",
        "jdbc:mysql://host/database, expected PostgreSQL",
        "jdbc:postgresql://host/database?user=me&password=hidden, must not hold",
        "jdbc:postgresql://me:hidden@host/database, must not hold",
        "kafka://host:9092, expected kafka://",
        "kafka://me:hidden@host/prefix, without a password"
    })
    void otherPlacesAreRefusedAndPasswordsAreNotToldBack(String to, String reason) {
        assertThatThrownBy(() -> ResultTarget.of(new ResultPlace(to, Optional.empty()), TableSet.ARCHIVE, null))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("hidden");
    }

    @Test
    void settingsThatCannotBeReadAreSaid() {
        assertThatThrownBy(() -> ResultTarget.of(
                        new ResultPlace(
                                "jdbc:postgresql://host/database",
                                Optional.of(folder.resolve("none").toString())),
                        TableSet.ARCHIVE,
                        null))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("none cannot be read");
    }
}
