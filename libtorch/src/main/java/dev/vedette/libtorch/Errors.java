package dev.vedette.libtorch;

import dev.vedette.engine.TokenErrors;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Errors of tokens in libtorch's own operations, so that they come back instead of predictions, which are hundreds of times as large. */
final class Errors {
    /** What the fourth channel should be. */
    private static final double NORMAL = -1;

    private Errors() {}

    /**
     * One for each sample.
     *
     * @param images [N, 9, H, W] in float32
     * @param teacher [N, L, p·p·4], likewise student
     */
    static List<TokenErrors> of(Tensor images, Tensor teacher, Tensor student, NetworkConfig network) {
        Tensor exactTeacher = teacher.to(ScalarType.Float);
        Tensor exactStudent = student.to(ScalarType.Float);
        Tensor fromTarget = exactTeacher.sub(target(images, network));
        Tensor fromTeacher = exactStudent.sub(exactTeacher);
        TensorVector kinds = new TensorVector(
                fromTarget.abs().mean(-1),
                fromTarget.square_().mean(-1),
                fromTeacher.abs().mean(-1),
                fromTeacher.square_().mean(-1),
                meanAnomaly(exactTeacher),
                meanAnomaly(exactStudent));
        return split(Batch.floats(torch.stack(kinds, 1)), network.tokens());
    }

    /** Frame t with a fourth channel of −1, "normal": [N, L, p·p·4]. */
    private static Tensor target(Tensor images, NetworkConfig network) {
        TokenGrid grid = network.grid();
        Tensor pixels = images.narrow(1, 3, 3)
                .view(-1, 3, grid.rows(), network.patch(), grid.columns(), network.patch())
                .permute(0, 2, 4, 3, 5, 1); // [N, rows, columns, p, p, 3]
        return torch.constant_pad_nd(pixels, new long[] {0, 1}, new Scalar(NORMAL))
                .view(-1, network.tokens(), network.outputPatchSize());
    }

    private static Tensor meanAnomaly(Tensor prediction) {
        return prediction
                .view(prediction.size(0), prediction.size(1), -1, NetworkConfig.OUTPUT_CHANNELS)
                .select(3, NetworkConfig.OUTPUT_CHANNELS - 1)
                .mean(-1);
    }

    /** @param values [N, 6, L] in the order of {@link TokenErrors} */
    private static List<TokenErrors> split(float[] values, int tokens) {
        List<float[]> rows = new ArrayList<>();
        for (int at = 0; at < values.length; at += tokens) {
            rows.add(Arrays.copyOfRange(values, at, at + tokens));
        }
        List<TokenErrors> errors = new ArrayList<>();
        for (int at = 0; at < rows.size(); at += 6) {
            errors.add(new TokenErrors(
                    rows.get(at),
                    rows.get(at + 1),
                    rows.get(at + 2),
                    rows.get(at + 3),
                    rows.get(at + 4),
                    rows.get(at + 5)));
        }
        return errors;
    }
}
