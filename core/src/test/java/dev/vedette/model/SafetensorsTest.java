package dev.vedette.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    private static final NetworkConfig TINY = new NetworkConfig(64, 32, 8, 32, 16, 3, 3, 4, 2, 0.5);

    @TempDir
    Path folder;

    @Test
    void readsTheWeightsOfATinyNetwork() throws Exception {
        Map<String, Tensor> tensors = Safetensors.read(Path.of(
                getClass().getResource("/golden/tiny/weights.safetensors").toURI()));

        Weights weights = Weights.of(TINY, tensors);

        assertThat(weights.asMap()).hasSize(260);
        assertThat(weights.get("blocks.0.attn.conv_proj_q.bn.num_batches_tracked")
                        .values())
                .containsExactly(1234);
        assertThat(tensors.keySet().iterator().next()).isEqualTo("cls_token");
    }

    @Test
    void givesBackWhatItWrote() throws IOException {
        Map<String, Tensor> tensors = Weights.initial(TINY, 7).asMap();
        Path file = folder.resolve("x.safetensors");
        Files.write(file, written(tensors, Map.of("note", "a \"quoted\" ü")));

        Map<String, Tensor> read = Safetensors.read(file);

        assertThat(read).containsOnlyKeys(tensors.keySet());
        read.forEach((name, tensor) -> {
            assertThat(tensor.shape()).isEqualTo(tensors.get(name).shape());
            assertThat(tensor.values()).isEqualTo(tensors.get(name).values());
        });
        assertThat(Safetensors.readMetadata(file)).containsExactly(Map.entry("note", "a \"quoted\" ü"));
        assertThat(Files.readAllBytes(file)).isEqualTo(written(read, Map.of("note", "a \"quoted\" ü")));
    }

    @Test
    void writesBatchCountersAsWholeNumbers() throws IOException {
        byte[] bytes = written(Map.of("bn.num_batches_tracked", Tensor.filled(1234)), Map.of());

        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).contains("\"I64\"");
        assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(bytes.length - 8))
                .isEqualTo(1234);
    }

    @Test
    void roundsOtherKindsOfNumbersToFloat() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(36).order(ByteOrder.LITTLE_ENDIAN);
        data.putDouble(0.1).putLong(-3);
        data.putShort((short) 0x3c00)
                .putShort((short) 0xc000)
                .putShort((short) 0x0001)
                .putShort((short) 0x7c00);
        data.putShort((short) 0x3f80).putShort((short) 0xc040);
        data.putFloat(1.5f).putFloat(-0f);
        String header = "{\"d\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                + "\"l\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[8,16]},"
                + "\"h\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[16,24]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1,2],\"data_offsets\":[24,28]},"
                + "\"z\":{\"dtype\":\"F32\",\"shape\":[3,0],\"data_offsets\":[28,28]},"
                + "\"f\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[28,36]}}";

        Map<String, Tensor> tensors = read(file(header, data.array()));

        assertThat(tensors).containsOnlyKeys("d", "l", "h", "b", "z", "f");
        assertThat(tensors.get("d").values()).containsExactly(0.1f);
        assertThat(tensors.get("l").values()).containsExactly(-3);
        assertThat(tensors.get("h").values()).containsExactly(1, -2, 0x1p-24f, Float.POSITIVE_INFINITY);
        assertThat(tensors.get("b").values()).containsExactly(1, -3);
        assertThat(tensors.get("z").values()).isEmpty();
        assertThat(tensors.get("f").values()).containsExactly(1.5f, -0f);
    }

    /** Each file has eight bytes of numbers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "overlapping  | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | overlaps",
                "gap          | {'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | leaves a gap",
                "rest         | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | describes 4",
                "outside      | {'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}} | cut short",
                "far outside  | {'a':{'dtype':'F32','shape':[2],'data_offsets':[9223372036854775800,9223372036854775808]}} | whole numbers of 64 bits",
                "wrapping     | {'a':{'dtype':'F32','shape':[2],'data_offsets':[9223372036854775804,-9223372036854775804]}} | takes 8 bytes",
                "negative     | {'a':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}} | takes 8 bytes",
                "backwards    | {'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | takes 8 bytes",
                "neg. extent  | {'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | extent -2",
                "size         | {'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | takes 12 bytes",
                "odd size     | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,7]}} | takes 4 bytes",
                "overflow     | {'a':{'dtype':'F32','shape':[2147483647,2147483647,4],'data_offsets':[0,8]}} | too large",
                "huge         | {'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]}} | extent 4294967296",
                "hidden huge  | {'a':{'dtype':'F32','shape':[0,2147483647,2147483647,2147483647],'data_offsets':[0,0]}} | too large",
                "many         | {'a':{'dtype':'F32','shape':[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2],'data_offsets':[0,8]}} | 16 dimensions",
                "fraction     | {'a':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}} | whole numbers",
                "dtype        | {'a':{'dtype':'I8','shape':[8],'data_offsets':[0,8]}} | dtype 'I8'",
                "no dtype     | {'a':{'shape':[8],'data_offsets':[0,8]}} | needs dtype",
                "unknown      | {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'run':'x'}} | unknown property 'run'",
                "duplicate    | {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | Duplicate",
                "twice inside | {'a':{'dtype':'F32','dtype':'F32','shape':[2],'data_offsets':[0,8]}} | Duplicate",
                "nested       | {'a':{'b':{'c':[[[1]]]}}} | unknown property",
                "nested shape | {'a':{'dtype':'F32','shape':[[2]],'data_offsets':[0,8]}} | whole numbers",
                "metadata     | {'__metadata__':{'a':{'b':'c'}}} | other than text",
                "not object   | [1] | not a JSON object",
                "unfinished   | {'a':{'dtype' | not sound JSON",
                "after        | {} {} | after the JSON object",
                "unprintable  | {'a\\u001b\\u0000':{'dtype':'I8','shape':[8],'data_offsets':[0,8]}} | 'a??'"
            })
    void refusesAHostileHeader(String what, String header, String message) {
        assertRefused(file(header.replace('\'', '"'), new byte[8]), message);
    }

    @Test
    void refusesDeepNesting() {
        assertRefused(file("{\"a\":" + "[".repeat(200_000), new byte[8]), "not described by an object");
        assertRefused(file("{\"a\":{\"shape\":[" + "[".repeat(200_000), new byte[8]), "whole numbers");
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807", "-1", "-9223372036854775808", "100000001", "9", "1", "0"})
    void refusesAHeaderLengthThatCannotBe(long length) {
        byte[] bytes = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array();

        assertRefused(bytes, "announces a header of " + Long.toUnsignedString(length) + " bytes");
    }

    @Test
    void refusesAFileThatWasCutShortAnywhere() throws IOException {
        byte[] whole = written(new LinkedHashMap<>(Map.of("a", Tensor.zeros(3), "b", Tensor.zeros(2, 2))), Map.of());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertRefused(cut, "");
            // A stream may also end before the length that was announced for it.
            assertThatThrownBy(() -> Safetensors.read(new ByteArrayInputStream(cut), whole.length, "x"))
                    .isInstanceOf(VedetteException.class);
        }
    }

    @Test
    void readsNoNumberOfAFileThatDoesNotFitTheNetwork() {
        byte[] huge =
                file("{\"a\":{\"dtype\":\"F32\",\"shape\":[500000000],\"data_offsets\":[0,2000000000]}}", new byte[8]);

        assertThatThrownBy(() -> Safetensors.readWeights(
                        new ByteArrayInputStream(huge), huge.length - 8 + 2_000_000_000L, "x", TINY))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("cls_token is missing");
    }

    @Test
    void namesAMissingFile() {
        assertThatThrownBy(() -> Safetensors.read(folder.resolve("none.safetensors")))
                .isInstanceOf(VedetteException.class)
                .hasMessageStartingWith("there is no file ");
    }

    private static void assertRefused(byte[] bytes, String message) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOfSatisfying(VedetteException.class, e -> assertThat(e.category())
                        .isEqualTo(VedetteException.Category.BAD_INPUT))
                .hasMessageStartingWith("x.safetensors ")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    private static Map<String, Tensor> read(byte[] bytes) throws IOException {
        return Safetensors.read(new ByteArrayInputStream(bytes), bytes.length, "x.safetensors");
    }

    private static byte[] written(Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Safetensors.write(out, tensors, metadata);
        return out.toByteArray();
    }

    private static byte[] file(String header, byte[] data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }
}
