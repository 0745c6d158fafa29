package dev.vedette.training.pickle;

import static dev.vedette.training.pickle.CheckpointFiles.dictionary;
import static dev.vedette.training.pickle.CheckpointFiles.floats;
import static dev.vedette.training.pickle.CheckpointFiles.golden;
import static dev.vedette.training.pickle.CheckpointFiles.tensor;
import static dev.vedette.training.pickle.CheckpointFiles.zip;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileCheckpointTest {
    @TempDir
    Path folder;

    /** Each would run something when Python loads it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cos~system~(S'touch /tmp/owned'~tR. | os.system",
                "cposix~system~(S'x'~tR. | posix.system",
                "cnt~system~(S'x'~tR. | nt.system",
                "csubprocess~Popen~((lS'sh'~atR. | subprocess.Popen",
                "c__builtin__~eval~(S'1'~tR. | __builtin__.eval",
                "cbuiltins~exec~(S'1'~tR. | builtins.exec",
                "cbuiltins~getattr~(S'1'~tR. | builtins.getattr",
                "c__builtin__~__import__~(S'os'~tR. | __builtin__.__import__",
                "(S'x'~ios~system~. | os.system",
                "(cos~system~S'x'~o. | os.system",
                "cfunctools~partial~(N)tR. | functools.partial",
                "coperator~attrgetter~(S'system'~tR. | operator.attrgetter",
                "cwebbrowser~open~(S'http://x'~tR. | webbrowser.open",
                "cmy.package~run~)R. | my.package.run",
                "(imy.package~Run~. | my.package.Run",
                "ctorch.hub~load~(S'x'~tR. | torch.hub.load",
                "ctorch~load~(S'x'~tR. | torch.load",
                "cnumpy~load~(S'x'~tR. | numpy.load",
                "cnumpy.testing._private.utils~runstring~(S'x'~tR. | numpy.testing._private.utils.runstring",
                "ctorch._utils~_import_dotted_name~(S'os.system'~tR. | torch._utils._import_dotted_name",
                "ctypes~FunctionType~(NtR. | types.FunctionType",
                "ccollections~namedtuple~(S'x'~tR. | collections.namedtuple",
                "cmy~Thing~(dS'a'~I1~sb. | a change of my.Thing",
                "S'os'~S'system'~\u0093(S'x'~tR. | os.system",
                "cmy~Thing~)RS'x'~R. | my.Thing",
                "(lS'x'~)R. | damaged",
                "cargparse~Namespace~)R)R. | a call of something that it made itself",
                "\u0082\u0001. | an extension code"
            })
    void refusesAPickleThatAsksForCode(String pickle, String named) throws IOException {
        String lines = pickle.replace('~', '\n').replace("(lS'x'\n)R", "S'x'\nS'y'\nR");
        String message = named.equals("damaged") ? "tuple" : "asks to run code (" + named + ")";

        assertRefused(zip(file(), lines, new byte[0]), message);
        assertRefused(
                zip(file(), dictionary("model", dictionary("a", lines.replaceFirst("\\.$", ""))) + ".", new byte[0]),
                message);
        assertRefused(Files.write(file(), lines.getBytes(ISO_8859_1)), message);
    }

    @Test
    void refusesATorchScriptProgram() throws IOException {
        Map<String, byte[]> entries = Map.of("x/data.pkl", "(d.".getBytes(ISO_8859_1), "x/code/main.py", new byte[3]);

        assertRefused(zip(file(), entries), "is a TorchScript program");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | 0 | 3 | 1",
                "2 | 1 | 2 | 1",
                "2 | 2 | 1 | 1",
                "2 | -1 | 1 | 1",
                "2 | 0 | -2 | 1",
                "2 | 1 | 2 | -1",
                "2 | 0 | 2,2 | 1",
                "2 | 0 | 2147483648 | 0",
                "2 | 0 | 65536,65536 | 0,0",
                "2 | 0 | 2 | 9223372036854775807",
                "2 | 9223372036854775807 | 2 | 1",
                "2 | 0 | 4294967296,4294967296,0 | 0,0,0"
            })
    void refusesATensorThatDoesNotLieInItsStorage(long count, long offset, String shape, String strides)
            throws IOException {
        String pickle = dictionary("a", tensor("FloatStorage", count, offset, shape, strides)) + ".";

        assertRefused(zip(file(), pickle, floats(1, 2)), "does not lie in its storage");
    }

    /** Their numbers are copied for each tensor, and a pickle can name one long tuple as often as it likes. */
    @ParameterizedTest
    @ValueSource(ints = {17, 100_000})
    void refusesATensorOfMoreDimensionsThanAnyHas(int dimensions) throws IOException {
        String ones = "1" + ",1".repeat(dimensions - 1);
        String longShape = dictionary("a", tensor("FloatStorage", 2, 0, ones, "1")) + ".";
        String longStrides = dictionary("a", tensor("FloatStorage", 2, 0, "1", ones)) + ".";

        assertRefused(zip(file(), longShape, floats(1, 2)), "more than 16 dimensions");
        assertRefused(zip(file(), longStrides, floats(1, 2)), "more than 16 dimensions");
    }

    @Test
    void refusesMoreNumbersThanTheFileHasBytes() throws IOException {
        String pickle = dictionary("a", tensor("FloatStorage", 2, 0, "1000000000", "0")) + ".";

        assertRefused(zip(file(), pickle, floats(1, 2)), "more numbers than it has bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 1, -1, 9223372036854775807L, 4611686018427387905L})
    void refusesAStorageOfAnotherLength(long count) throws IOException {
        String pickle = dictionary("a", tensor("FloatStorage", count, 0, "", "")) + ".";

        assertRefused(zip(file(), pickle, floats(1, 2)), "");
    }

    @Test
    void refusesStoragesThatAreMissingOrOfAnUnknownType() throws IOException {
        String missing = tensor("FloatStorage", 2, 0, "2", "1").replace("S'0'", "S'../../../etc/passwd'");
        assertRefused(
                zip(file(), dictionary("a", missing) + ".", floats(1, 2)), "has no entry x/data/../../../etc/passwd");
        String booleans = tensor("BoolStorage", 8, 0, "8", "1");
        assertRefused(zip(file(), dictionary("a", booleans) + ".", floats(1, 2)), "as BoolStorage, expected float");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(d. | holds no state_dict",
                "(lI1~a. | does not hold a dictionary",
                "N. | does not hold a dictionary",
                "(dS'model'~(dS'a'~I1~sss. | never pushed",
                "(dS'model'~(dS'a'~I1~ss. | holds no state_dict",
                ". | takes what it never pushed",
                "(. | takes what it never pushed",
                "t. | closes what it never opened",
                "I1~(0. | takes what it never pushed",
                "g5~. | recalls what it never stored",
                "I1~I2~s. | never pushed",
                "(dI1~a. | appends to something that is no list",
                "(lI1~I2~s. | fills something that is no dictionary",
                "(d(I1~u. | a key without a value",
                "Iabc~. | a number that is none",
                "I1~Q. | something other than a tuple",
                "(S'storage'~tQ. | too few arguments",
                "(S'x'~I1~I1~I1~I1~tQ. | names a storage by the wrong things",
                "ctorch._utils~_rebuild_tensor_v2~(NNNNtR. | describes a tensor by the wrong things",
                "ctorch._utils~_rebuild_tensor_v2~)R. | too few arguments",
                "I1~)\u0081. | no class",
                "\u008b\u00ff\u00ff\u00ff\u007f. | was cut short",
                "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f. | was cut short",
                "X\u00ff\u00ff\u00ff\u00ff. | was cut short",
                "T\u00ff\u00ff\u00ff\u00ff. | was cut short",
                "I1~ | was cut short",
                "cos | was cut short",
                "\u00ee. | unknown instruction 0xee"
            })
    void refusesADamagedPickle(String pickle, String message) throws IOException {
        assertRefused(zip(file(), pickle.replace('~', '\n'), new byte[0]), message);
    }

    @Test
    void isNotExhaustedByDepthSharingOrLength() throws IOException {
        String depth = "(l".repeat(400_000) + "a".repeat(399_999) + ".";
        assertRefused(zip(file(), depth, new byte[0]), "does not hold a dictionary");
        StringBuilder sharing = new StringBuilder("(lp0\n");
        for (int level = 1; level < 10_000; level++) {
            sharing.append("(lp").append(level).append('\n').append(("g" + (level - 1) + "\na").repeat(10));
        }
        assertRefused(zip(file(), sharing + ".", new byte[0]), "does not hold a dictionary");
        assertRefused(zip(file(), "]".repeat(2_000_001) + ".", new byte[0]), "more than 2000000 steps");
        assertRefused(zip(file(), "c" + "m".repeat(5000) + "\nx\n.", new byte[0]), "a line of more than");
    }

    @Test
    void refusesAZipBomb() throws IOException {
        String pickle = dictionary("a", tensor("FloatStorage", 25_000_000, 0, "25000000", "1")) + ".";

        assertRefused(zip(file(), pickle, new byte[100_000_000]), "more numbers than it has bytes");
        assertThat(Files.size(file())).isLessThan(1_000_000);
    }

    @Test
    void refusesAZipBombOfWhichOneNumberIsUsed() throws IOException {
        String pickle = dictionary("a", tensor("FloatStorage", 500_000, 0, "1", "1")) + ".";

        assertRefused(zip(file(), pickle, new byte[2_000_000]), "announces 2000000 bytes in x/data/0");
        assertThat(Files.size(file())).isLessThan(100_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"weights.pth", "weights_legacy.pth"})
    void refusesAFileCutShortAnywhere(String name) throws Exception {
        byte[] whole = Files.readAllBytes(golden(name));
        for (int length = 0; length < whole.length; length += 1 + whole.length / 60) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertRefused(file(), "");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"weights.pth", "weights_legacy.pth"})
    void readsOrRefusesWhateverBytesAreChanged(String name) throws Exception {
        byte[] whole = Files.readAllBytes(golden(name));
        Random random = new Random(3);
        for (int i = 0; i < 100; i++) {
            byte[] changed = whole.clone();
            for (int k = 0; k < 3; k++) {
                boolean end = random.nextInt(4) == 0;
                int place = end ? changed.length - 1 - random.nextInt(20_000) : random.nextInt(33_000);
                changed[place] = (byte) random.nextInt();
            }
            Files.write(file(), changed);
            try {
                TorchCheckpoint.read(file());
            } catch (VedetteException refused) {
                assertThat(refused.category()).isEqualTo(Category.BAD_INPUT);
            }
        }
    }

    @Test
    void refusesStoragesThatWouldTakeForeverToRead() throws IOException {
        String pickle = dictionary("a", tensor("FloatStorage", 2_000_000, 0, "1", "1")) + ".";

        assertRefused(zip(file(), pickle, new byte[8_000_000]), "storages of more numbers than it has bytes");
    }

    @Test
    @Timeout(30)
    void aLongNameCostsNoMoreThanItsSize() throws IOException {
        String name = "m".repeat(1_000_000);
        String pickle = "X" + little(name.length()) + name + "q\u0000" + "h\u0000h\u0000\u00930".repeat(100_000) + "}.";

        assertRefused(zip(file(), "\u0080\u0002" + pickle, new byte[0]), "");
    }

    private static String little(int value) {
        return new String(new char[] {
            (char) (value & 0xff), (char) (value >> 8 & 0xff), (char) (value >> 16 & 0xff), (char) (value >>> 24)
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "hello", "PK\u0003\u0004", "\u0080\u0002K\u0001."})
    void refusesWhatIsNoCheckpoint(String content) throws IOException {
        assertRefused(Files.write(file(), content.getBytes(ISO_8859_1)), "");
    }

    @Test
    void namesAMissingFile() {
        assertRefused(file(), "there is no file");
    }

    private Path file() {
        return folder.resolve("x.pth");
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> TorchCheckpoint.read(file))
                .isInstanceOfSatisfying(
                        VedetteException.class, e -> assertThat(e.category()).isEqualTo(Category.BAD_INPUT))
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }
}
