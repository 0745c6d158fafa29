package dev.vedette.cli.curves;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

    @TempDir
    Path folder;

    /** The check value of CRC-32C, e3069283, rotated right by 15 bits and added to a282ead8. */
    @Test
    void checksumsAreMasked() {
        byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);

        assertThat(EventFile.maskedChecksum(check))
                .isEqualTo((0xe3069283 >>> 15 | 0xe3069283 << 17) + 0xa282ead8)
                .isEqualTo(0xc78ab0e5);
    }

    @Test
    void recordsAreFramedAsTensorBoardReadsThem() throws IOException {
        try (EventFile events = new EventFile(folder, CLOCK)) {
            events.scalar("loss/teacher", 300, 0.5);
        }

        List<byte[]> records = records();

        assertThat(records).hasSize(2);
        assertThat(new String(records.get(0), StandardCharsets.ISO_8859_1)).endsWith("brain.Event:2");
        ByteBuffer event = ByteBuffer.wrap(records.get(1)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(event.get()).as("field 1, 64 bits").isEqualTo((byte) 0x09);
        assertThat(event.getDouble()).isEqualTo(1_700_000_000.0);
        assertThat(event.get()).as("field 2, varint").isEqualTo((byte) 0x10);
        assertThat(new byte[] {event.get(), event.get()}).as("300").containsExactly(0xAC, 0x02);
        assertThat(event.get()).as("field 5, message").isEqualTo((byte) 0x2A);
        assertThat(event.get()).as("its length").isEqualTo((byte) 21);
        assertThat(event.get()).as("field 1, message").isEqualTo((byte) 0x0A);
        assertThat(event.get()).as("its length").isEqualTo((byte) 19);
        assertThat(event.get()).as("field 1, text").isEqualTo((byte) 0x0A);
        byte[] tag = new byte[event.get()];
        event.get(tag);
        assertThat(tag).asString().isEqualTo("loss/teacher");
        assertThat(event.get()).as("field 2, 32 bits").isEqualTo((byte) 0x15);
        assertThat(event.getFloat()).isEqualTo(0.5f);
        assertThat(event.hasRemaining()).isFalse();
    }

    private List<byte[]> records() throws IOException {
        Path file;
        try (var files = Files.list(folder)) {
            file = files.filter(f -> f.getFileName().toString().startsWith("events.out.tfevents."))
                    .findFirst()
                    .orElseThrow();
        }
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> records = new ArrayList<>();
        while (content.hasRemaining()) {
            byte[] length = new byte[8];
            content.get(length);
            assertThat(content.getInt()).isEqualTo(EventFile.maskedChecksum(length));
            byte[] data = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            content.get(data);
            assertThat(content.getInt()).isEqualTo(EventFile.maskedChecksum(data));
            records.add(data);
        }
        return records;
    }
}
