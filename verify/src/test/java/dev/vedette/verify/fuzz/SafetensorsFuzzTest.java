package dev.vedette.verify.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vedette.model.Safetensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

class SafetensorsFuzzTest {
    private static final Path FILE = Outside.file("weights.safetensors");

    static Stream<byte[]> seeds() {
        return Stream.of(
                file("{\"a\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}", 8),
                file(
                        "{\"__metadata__\":{\"k\":\"v\"},\"a\":{\"dtype\":\"F16\",\"shape\":[],\"data_offsets\":[0,2]}}",
                        2),
                file("{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647],\"data_offsets\":[0,4]}}", 4),
                file("{\"a\":{\"dtype\":\"BF16\",\"shape\":[-1],\"data_offsets\":[4,0]},\"a\":0}", 4),
                new byte[] {-1, -1, -1, -1, -1, -1, -1, 127},
                new byte[0]);
    }

    private static byte[] file(String header, int data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
    }

    @Timeout(Outside.PATIENCE)
    @MethodSource("seeds")
    @FuzzTest
    void isTakenOrRefused(byte[] content) {
        Outside.write(FILE, content);
        Outside.takenOrRefused(() -> Safetensors.read(FILE));
        Outside.takenOrRefused(() -> Safetensors.readMetadata(FILE));
    }
}
