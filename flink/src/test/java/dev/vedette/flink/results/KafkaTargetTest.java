package dev.vedette.flink.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.fault.VedetteException;
import dev.vedette.flink.DyingCluster;
import dev.vedette.flink.FlinkCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Results in topics of a Kafka broker of the test's own. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KafkaTargetTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static KafkaClusterTestKit broker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        broker = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder()
                        .setCombined(true)
                        .setNumBrokerNodes(1)
                        .setNumControllerNodes(1)
                        .build())
                .setConfigProp("offsets.topic.replication.factor", "1")
                .setConfigProp("transaction.state.log.replication.factor", "1")
                .setConfigProp("transaction.state.log.min.isr", "1")
                .build();
        broker.format();
        broker.startup();
        broker.waitForReadyBrokers();
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

        DyingCluster.run(
                given.job("kafka://" + broker.bootstrapServers() + "/killed", settings),
                () -> !lines("killed", Table.SCORES).isEmpty());

        assertThat(lines("killed", Table.SCORES)).isEqualTo(given.expected(Table.SCORES));
        assertThat(lines("killed", Table.EVENTS)).isNotEmpty().isEqualTo(given.expected(Table.EVENTS));
        assertThat(lines("killed", Table.VIDEOS)).hasSize(2);
    }

    @Test
    void aBrokerThatIsNotThereOrSettingsThatAreWrongAreSaidBeforeAnythingIsBegun() throws Exception {
        Given given = new Given(folder, 5);
        Path settings = Files.writeString(folder.resolve("kafka.properties"), "security.protocol=NONSENSE\n");
        assertThatThrownBy(() -> new FlinkCluster()
                        .run(given.job("kafka://" + broker.bootstrapServers() + "/wrong", settings), 0, plan -> {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("NONSENSE");
        assertThatThrownBy(() -> new FlinkCluster().run(given.job("kafka://127.0.0.1:1/none", null), 0, plan -> {}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("127.0.0.1:1");
        assertThat(given.output().resolve("scores")).doesNotExist();
    }

    private static List<String> lines(String prefix, Table table) {
        TopicPartition partition = new TopicPartition(prefix + "." + table.folder(), 0);
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<String> lines = new ArrayList<>();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> row : consumer.poll(Duration.ofMillis(100))) {
                    lines.add(line(table, row));
                }
            }
            return lines.stream().sorted().toList();
        }
    }

    private static String line(Table table, ConsumerRecord<byte[], byte[]> row) {
        try {
            JsonNode values = JSON.readTree(row.value());
            assertThat(new String(row.key(), StandardCharsets.UTF_8))
                    .isEqualTo(values.get("camera").textValue());
            return Given.line(table, column -> {
                JsonNode value = values.get(column.name());
                return switch (column.kind()) {
                    case TEXT -> value.textValue();
                    case WHOLE -> value.longValue();
                    case SECONDS -> value.doubleValue();
                    case NUMBER -> value.floatValue();
                    case FLAG -> value.booleanValue();
                };
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
