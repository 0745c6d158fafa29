package dev.vedette.flink.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A Kafka broker of the test's own. */
public final class TestBroker implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaClusterTestKit broker;

    private TestBroker(KafkaClusterTestKit broker) {
        this.broker = broker;
    }

    public static TestBroker start() throws Exception {
        KafkaClusterTestKit broker = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder()
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
        return new TestBroker(broker);
    }

    /** What a job names as the place of its results. */
    public String address(String prefix) {
        return "kafka://" + broker.bootstrapServers() + "/" + prefix;
    }

    /** Rows of a table that are committed, as lines of CSV, sorted. */
    public List<String> lines(String prefix, Table table) {
        TopicPartition partition = new TopicPartition(prefix + "." + table.name('-'), 0);
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
                    case MOMENT -> Instant.parse(value.textValue());
                    case FLAG -> value.booleanValue();
                };
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        broker.close();
    }
}
