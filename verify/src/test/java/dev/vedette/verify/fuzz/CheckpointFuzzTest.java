package dev.vedette.verify.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.vedette.training.pickle.PublishedWeights;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Published checkpoints: pickles in a zip with their numbers, or one after the other in a file. */
class CheckpointFuzzTest {
    private static final Path FILE = Outside.file("weights.pth");

    static Stream<Arguments> seeds() {
        String tensor =
                "ctorch._utils\n_rebuild_tensor_v2\n((S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI4\ntQI0\n"
                        + "(I2\nI2\nt(I2\nI1\ntI00\nccollections\nOrderedDict\n(tRtR";
        String huge = tensor.replace("(I2\nI2\nt", "(I2147483647\nI2147483647\nt");
        return Stream.of(
                seed(true, "(dS'model'\n(dS'patch_embed.proj.weight'\n" + tensor + "ss.", 16),
                seed(true, "(dS'a'\n" + huge + "s.", 16),
                seed(true, "\u0080\u0002}q\u0000X\u0001\u0000\u0000\u0000aq\u0001]q\u0002(K\u0001K\u0002es.", 0),
                seed(true, "\u0080\u0004\u0095\u0004\u0000\u0000\u0000\u0000\u0000\u0000\u0000}\u0094.", 0),
                seed(true, "cos\nsystem\n(S'x'\ntR.", 0),
                seed(false, "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.\u0080\u0002M\u00e9\u0003.", 8),
                seed(false, "(lp0\ng0\na.", 0));
    }

    private static Arguments seed(boolean zipped, String pickle, int numbers) {
        return Arguments.of(zipped, pickle.getBytes(ISO_8859_1), new byte[numbers]);
    }

    @Timeout(Outside.PATIENCE)
    @MethodSource("seeds")
    @FuzzTest
    void isTakenOrRefused(boolean zipped, byte @NotNull [] pickle, byte @NotNull [] numbers) {
        Outside.write(FILE, zipped ? Outside.zip("x/data.pkl", pickle, "x/data/0", numbers) : pickle);
        Outside.takenOrRefused(() -> PublishedWeights.read(FILE, Optional.empty(), PublishedWeights.HEADS));
    }
}
