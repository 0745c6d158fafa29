package dev.vedette.flink.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.DyingCluster;
import dev.vedette.flink.FlinkCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Results in topics of a Kafka broker of the test's own. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KafkaTargetTest {
    private static TestBroker broker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    @Test
    void whatIsCommittedIsThereOnceAlsoWhenAWorkerIsKilledInTheMiddle() throws Exception {
        Given given = new Given(folder, 1500);
        Path settings =
                Files.writeString(folder.resolve("kafka.properties"), "linger.ms=5\ntransaction.timeout.ms=120000\n");

        DyingCluster.run(given.job(broker.address("killed"), settings), () -> !broker.lines("killed", Table.SCORES)
                .isEmpty());

        assertThat(broker.lines("killed", Table.SCORES)).isEqualTo(given.expected(Table.SCORES));
        assertThat(broker.lines("killed", Table.EVENTS)).isNotEmpty().isEqualTo(given.expected(Table.EVENTS));
        assertThat(broker.lines("killed", Table.VIDEOS)).hasSize(2);
    }

    @Test
    void aBrokerThatIsNotThereOrSettingsThatAreWrongAreSaidBeforeAnythingIsBegun() throws Exception {
        Given given = new Given(folder, 5);
        Path settings = Files.writeString(folder.resolve("kafka.properties"), "security.protocol=NONSENSE\n");
        assertThatThrownBy(() -> new FlinkCluster().run(given.job(broker.address("wrong"), settings), 0, plan -> {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("NONSENSE");
        assertThatThrownBy(() -> new FlinkCluster().run(given.job("kafka://127.0.0.1:1/none", null), 0, plan -> {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("127.0.0.1:1");
        assertThat(given.output().resolve("scores")).doesNotExist();
    }
}
