package dev.vedette.training.pickle;

import static dev.vedette.training.pickle.CheckpointFiles.dictionary;
import static dev.vedette.training.pickle.CheckpointFiles.floats;
import static dev.vedette.training.pickle.CheckpointFiles.golden;
import static dev.vedette.training.pickle.CheckpointFiles.tensor;
import static dev.vedette.training.pickle.CheckpointFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.model.Safetensors;
import dev.vedette.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchCheckpointTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"weights.pth", "weights_legacy.pth", "weights_wrapped.pth", "weights_wrapped_cuda.pth"})
    void readsTheSameWeightsFromEveryKindOfFile(String name) throws Exception {
        Map<String, Tensor> expected = Safetensors.read(golden("weights.safetensors"));

        Map<String, Tensor> read = TorchCheckpoint.read(golden(name));

        assertThat(new ArrayList<>(read.keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
        read.forEach((key, tensor) -> {
            assertThat(tensor.shape()).as(key).isEqualTo(expected.get(key).shape());
            assertThat(tensor.values()).as(key).isEqualTo(expected.get(key).values());
        });
    }

    @Test
    void gathersTensorsThatShareAStorageOrAreNotContiguous() throws Exception {
        String pickle = dictionary(
                        "rows", tensor("FloatStorage", 6, 0, "2,3", "3,1"),
                        "transposed", tensor("FloatStorage", 6, 0, "3,2", "1,3"),
                        "tail", tensor("FloatStorage", 6, 4, "2", "1"),
                        "every second", tensor("FloatStorage", 6, 1, "3", "2"),
                        "repeated", tensor("FloatStorage", 6, 5, "3", "0"),
                        "scalar", tensor("FloatStorage", 6, 2, "", ""),
                        "empty", tensor("FloatStorage", 6, 6, "0,7", "7,1"))
                + ".";

        Map<String, Tensor> read = TorchCheckpoint.read(zip(file(), pickle, floats(0, 1, 2, 3, 4, 5)));

        assertThat(read.keySet())
                .containsExactly("rows", "transposed", "tail", "every second", "repeated", "scalar", "empty");
        assertThat(read.get("rows").values()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(read.get("transposed").shape()).containsExactly(3, 2);
        assertThat(read.get("transposed").values()).containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(read.get("tail").values()).containsExactly(4, 5);
        assertThat(read.get("every second").values()).containsExactly(1, 3, 5);
        assertThat(read.get("repeated").values()).containsExactly(5, 5, 5);
        assertThat(read.get("scalar").values()).containsExactly(2);
        assertThat(read.get("empty").values()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"DoubleStorage, 8", "LongStorage, 8", "HalfStorage, 2", "BFloat16Storage, 2"})
    void roundsOtherKindsOfNumbersToFloat(String type, int bytes) throws Exception {
        ByteBuffer storage = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case "DoubleStorage" -> storage.putDouble(2);
            case "LongStorage" -> storage.putLong(2);
            case "HalfStorage" -> storage.putShort((short) 0x4000);
            default -> storage.putShort((short) 0x4000);
        }
        String pickle = dictionary("a", tensor(type, 1, 0, "1", "1")) + ".";

        assertThat(TorchCheckpoint.read(zip(file(), pickle, storage.array()))
                        .get("a")
                        .values())
                .containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "state_dict", "model_state_dict", "net"})
    void findsTheStateDictUnderUsualNames(String name) throws Exception {
        String inner = dictionary("module.a", tensor("FloatStorage", 1, 0, "1", "1"));
        String pickle = dictionary("epoch", "I7\n", name, inner, "loss", "F0.5\n", "note", "N") + ".";

        assertThat(TorchCheckpoint.read(zip(file(), pickle, floats(3))).get("a").values())
                .containsExactly(3);
    }

    /** Data of other people's classes, as name spaces, configurations, dates and NumPy's numbers are saved. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cml_collections.config_dict.config_dict\nConfigDict\n)\u0081}S'lr'\nF0.1\nsb",
                "cmy.own.package\nSettings\n)\u0081}S'lr'\nF0.1\nsb",
                "cargparse\nNamespace\n)R}S'lr'\nF0.1\nsb",
                "ccopy_reg\n_reconstructor\n(cmy\nThing\nc__builtin__\nobject\nNtR(dS'a'\nI1\nsb",
                "cnumpy.core.multiarray\nscalar\n(cnumpy\ndtype\n(S'f8'\nI0\nI1\ntR(I3\nS'<'\nNNNtbS'12345678'\ntR",
                "cpathlib\nPosixPath\n(S'/'\nS'data'\ntR",
                "c__builtin__\nset\n((lI1\naItR",
                "cdatetime\ndatetime\n(S'xxxxxxxxxx'\ntR",
                "ctorch\nfloat32\n",
                "ctorch\ndevice\n(S'cuda'\nI0\ntR",
                "(lI1\naI2\na",
                "(I1\nL5L\nF1.5\nVtext\nNt",
                "\u008f(I1\nI2\n\u0090",
                "\u008a\u0002\u00ff\u007f",
                "G?\u00f0\u0000\u0000\u0000\u0000\u0000\u0000",
                "\u008c\u0003abc\u0094",
                "C\u0002ab"
            })
    void skipsWhatIsNoWeight(String other) throws Exception {
        String data = other.replace("aItR", "atR");
        String inner = dictionary("a", tensor("FloatStorage", 1, 0, "1", "1"));
        String pickle = "\u0080\u0002" + dictionary("args", data, "model", inner, "more", data) + ".";

        assertThat(TorchCheckpoint.read(zip(file(), pickle, floats(3)))).containsOnlyKeys("a");
    }

    @Test
    void readsAModuleThatWasUnwrapped() throws Exception {
        String parameter = "ctorch._utils\n_rebuild_parameter\n(" + tensor("FloatStorage", 2, 0, "2", "1")
                + "I01\nccollections\nOrderedDict\n(tRtR";

        assertThat(TorchCheckpoint.read(zip(file(), dictionary("a", parameter) + ".", floats(1, 2)))
                        .get("a")
                        .values())
                .containsExactly(1, 2);
    }

    @Test
    void readsAStorageOfEachEntryOnceInTheOrderOfTheStateDict() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        String second = tensor("FloatStorage", 1, 0, "1", "1").replace("S'0'", "S'1'");
        String pickle = dictionary(
                        "b",
                        tensor("FloatStorage", 1, 0, "1", "1"),
                        "c",
                        second,
                        "a",
                        tensor("FloatStorage", 1, 0, "", ""))
                + ".";
        entries.put("x/data.pkl", pickle.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        entries.put("x/data/0", floats(1));
        entries.put("x/data/1", floats(2));

        Map<String, Tensor> read = TorchCheckpoint.read(zip(file(), entries));

        assertThat(read.keySet()).containsExactly("b", "c", "a");
        assertThat(read.get("c").values()).containsExactly(2);
    }

    private Path file() {
        return folder.resolve("x.pth");
    }
}
