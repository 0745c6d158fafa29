package dev.vedette.flink.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vedette.fault.VedetteException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * Topics of Kafka, one for each table. Rows are written in transactions that end with Flink's checkpoints, so a reader of what is committed
 * sees each exactly once. The key is the camera, so that its rows stay in order; the value is JSON.
 */
final class KafkaTarget implements ResultTarget {
    static final String SCHEME = "kafka://";
    static final String EXAMPLE = "kafka://host:9092/topic-prefix";
    private static final Pattern ADDRESS = Pattern.compile("kafka://([^/@\\s]+)/([A-Za-z0-9._-]{1,200})");
    private static final Pattern REFERENCE_BREAKS = Pattern.compile("[:{}$]");
    /** The most that brokers allow unless they are told otherwise. */
    private static final String TRANSACTION_MILLIS = "900000";

    private static final long ANSWER_SECONDS = 30;

    private final String brokers;
    private final String prefix;
    private final List<Table> tables;
    private final Properties properties;

    private KafkaTarget(String brokers, String prefix, List<Table> tables, Properties properties) {
        this.brokers = brokers;
        this.prefix = prefix;
        this.tables = tables;
        this.properties = properties;
    }

    static KafkaTarget of(String address, ConnectionSettings settings, TableSet set) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            throw VedetteException.badConfiguration("this is no address of Kafka: expected " + EXAMPLE
                    + ", without a password, which belongs into a file (--to-settings)");
        }
        return new KafkaTarget(
                matcher.group(1), matcher.group(2), set.tables(), properties(matcher.group(1), settings));
    }

    /** Values of the file are referred to, and looked up by Kafka's own client where it connects. */
    private static Properties properties(String brokers, ConnectionSettings settings) {
        Properties properties = new Properties();
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        Set<String> names = settings.read().stringPropertyNames();
        if (settings.file() != null && !names.isEmpty()) {
            if (REFERENCE_BREAKS.matcher(settings.file()).find()) {
                throw VedetteException.badConfiguration(
                        settings.file() + " holds one of : { } $, which Kafka does not take: choose another path");
            }
            properties.put("config.providers", "file");
            properties.put("config.providers.file.class", FileConfigProvider.class.getName());
            names.forEach(name -> properties.put(name, "${file:" + settings.file() + ":" + name + "}"));
        }
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        return properties;
    }

    @Override
    public void prepare(List<Expected> videos) throws InterruptedException {
        Properties client = new Properties();
        client.putAll(properties);
        client.remove(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
        try (Admin admin = Admin.create(client)) {
            Set<String> there = admin.listTopics().names().get(ANSWER_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = new ArrayList<>();
            for (Table table : tables) {
                if (!there.contains(topic(prefix, table))) {
                    missing.add(new NewTopic(topic(prefix, table), Optional.empty(), Optional.empty()));
                }
            }
            admin.createTopics(missing).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | KafkaException e) {
            throw failed(e);
        }
    }

    private VedetteException failed(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String reason = deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
        return VedetteException.device(
                "Kafka at " + brokers + " failed (" + reason
                        + "): check its address and the settings of the connection",
                cause);
    }

    @Override
    public void take(DataStream<Row> rows) {
        rows.sinkTo(KafkaSink.<Row>builder()
                        .setBootstrapServers(brokers)
                        .setKafkaProducerConfig(properties)
                        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                        .setTransactionalIdPrefix("vedette-" + UUID.randomUUID())
                        .setRecordSerializer(new Records(prefix))
                        .build())
                .name("all to Kafka")
                .uid("kafka");
    }

    private static String topic(String prefix, Table table) {
        return prefix + "." + table.name('-');
    }

    /** Each row to the topic of its table. */
    private record Records(String prefix) implements KafkaRecordSerializationSchema<Row> {
        private static final ObjectMapper JSON = JsonMapper.builder().build();

        @Override
        public ProducerRecord<byte[], byte[]> serialize(Row row, KafkaSinkContext context, Long timestamp) {
            return new ProducerRecord<>(
                    topic(prefix, row.table()), row.camera().getBytes(StandardCharsets.UTF_8), json(row.values()));
        }

        private static byte[] json(Map<String, Object> values) {
            values.replaceAll((name, value) -> value instanceof Instant moment ? moment.toString() : value);
            try {
                return JSON.writeValueAsBytes(values);
            } catch (JsonProcessingException e) {
                throw VedetteException.internal("a row does not become JSON", e);
            }
        }
    }
}
