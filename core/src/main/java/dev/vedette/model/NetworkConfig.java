package dev.vedette.model;

import dev.vedette.fault.VedetteException;
import java.util.ArrayList;
import java.util.List;

/**
 * Shape of a masked auto-encoder. Symbols are those of the paper: N batch, L tokens, K kept tokens, D encoder width, E
 * decoder width, p patch.
 *
 * @param frameWidth pixels, a multiple of the patch
 * @param frameHeight pixels, a multiple of the patch
 * @param patch side of a square patch in pixels
 * @param encoderWidth D, a multiple of {@code heads}
 * @param decoderWidth E, a multiple of {@code heads}
 * @param encoderDepth encoder blocks
 * @param decoderDepth teacher decoder blocks; the student shares the first and adds one of its own
 * @param heads attention heads
 * @param mlpRatio hidden width of a block's MLP as a multiple of the block's width
 * @param maskRatio share of removed tokens, in (0, 1)
 */
public record NetworkConfig(
        int frameWidth,
        int frameHeight,
        int patch,
        int encoderWidth,
        int decoderWidth,
        int encoderDepth,
        int decoderDepth,
        int heads,
        int mlpRatio,
        double maskRatio) {

    /** Channels of the input: blue, green, red of the frames t−3, t and t+3. */
    public static final int INPUT_CHANNELS = 9;

    /** Channels of a prediction: blue, green, red of frame t and the anomaly map. */
    public static final int OUTPUT_CHANNELS = 4;

    /** Far above every use, so that a damaged file cannot ask for a network that no memory holds. */
    private static final int LARGEST = 16_384;

    /** Of a side of a frame; whatever is larger is made smaller before the network sees it. */
    private static final int LARGEST_SIDE = 4_096;

    /** Weights do not depend on how many tokens there are, so that a small file can ask for any number; attention takes the square of it. */
    private static final int MOST_TOKENS = 65_536;

    public NetworkConfig {
        List<String> problems = new ArrayList<>();
        require(problems, "patch", patch, 256);
        require(problems, "frameWidth", frameWidth, LARGEST_SIDE);
        require(problems, "frameHeight", frameHeight, LARGEST_SIDE);
        require(problems, "encoderWidth", encoderWidth, LARGEST);
        require(problems, "decoderWidth", decoderWidth, LARGEST);
        require(problems, "encoderDepth", encoderDepth, 256);
        require(problems, "decoderDepth", decoderDepth, 256);
        require(problems, "heads", heads, 256);
        require(problems, "mlpRatio", mlpRatio, 64);
        if (problems.isEmpty()) {
            requireMultiple(problems, "frameWidth", frameWidth, "patch", patch);
            requireMultiple(problems, "frameHeight", frameHeight, "patch", patch);
            requireMultiple(problems, "encoderWidth", encoderWidth, "heads", heads);
            requireMultiple(problems, "decoderWidth", decoderWidth, "heads", heads);
            int tokens = frameWidth / patch * (frameHeight / patch);
            if (tokens > MOST_TOKENS) {
                problems.add("frames of " + frameWidth + "x" + frameHeight + " have " + tokens + " patches of " + patch
                        + " pixels, expected at most " + MOST_TOKENS);
            }
        }
        if (!(maskRatio > 0 && maskRatio < 1)) {
            problems.add("maskRatio is " + maskRatio + ", expected a number between 0 and 1 (0.5 in the paper)");
        }
        if (!problems.isEmpty()) {
            throw VedetteException.badConfiguration("network configuration: " + String.join("; ", problems));
        }
    }

    /** The authors' width and depth (3 M parameters at patch 16). */
    public static NetworkConfig paper(int frameWidth, int frameHeight, int patch) {
        return new NetworkConfig(frameWidth, frameHeight, patch, 256, 128, 3, 3, 4, 2, 0.5);
    }

    /** Half as wide: two fifths of the work at equal tokens. */
    public static NetworkConfig narrow(int frameWidth, int frameHeight, int patch) {
        return new NetworkConfig(frameWidth, frameHeight, patch, 128, 64, 3, 3, 4, 2, 0.5);
    }

    /** The same network for another size of frames; weights do not depend on it. */
    public NetworkConfig withFrame(int width, int height) {
        return with(width, height, maskRatio);
    }

    /** The same network with another share of removed tokens; weights do not depend on it. */
    public NetworkConfig withMaskRatio(double ratio) {
        return with(frameWidth, frameHeight, ratio);
    }

    private NetworkConfig with(int width, int height, double ratio) {
        return new NetworkConfig(
                width, height, patch, encoderWidth, decoderWidth, encoderDepth, decoderDepth, heads, mlpRatio, ratio);
    }

    /** Grid of all tokens. */
    public TokenGrid grid() {
        return new TokenGrid(frameHeight / patch, frameWidth / patch);
    }

    /**
     * Grid in which the encoder lays out the kept tokens: (H/p) × floor((W/p)·(1−r)), at least one column. Equals
     * floor(L·(1−r)) tokens wherever the paper's network runs.
     */
    public TokenGrid keptGrid() {
        int columns = frameWidth / patch;
        // The product of a share such as 0.1 and a whole number may fall short of the whole number by rounding.
        int kept = (int) Math.floor(columns * (1 - maskRatio) + 1e-9);
        return new TokenGrid(frameHeight / patch, Math.max(1, kept));
    }

    /** L. */
    public int tokens() {
        return grid().tokens();
    }

    /** K. */
    public int keptTokens() {
        return keptGrid().tokens();
    }

    /** Values of an embedded patch: 9·p·p. */
    public int inputPatchSize() {
        return INPUT_CHANNELS * patch * patch;
    }

    /** Values of a predicted patch: p·p·4. */
    public int outputPatchSize() {
        return OUTPUT_CHANNELS * patch * patch;
    }

    /** Multiplications with addition that one pass of teacher and student takes, when only kept patches are embedded. */
    public long multiplyAdds() {
        long kept = keptTokens();
        long tokens = tokens();
        long embedding = kept * inputPatchSize() * encoderWidth;
        long between = (kept + 1) * encoderWidth * decoderWidth;
        long prediction = tokens * decoderWidth * outputPatchSize();
        return embedding
                + encoderDepth * blockMultiplyAdds(kept, encoderWidth)
                + between
                + (decoderDepth + 1) * blockMultiplyAdds(tokens, decoderWidth)
                + 2 * prediction;
    }

    private long blockMultiplyAdds(long gridTokens, long width) {
        long sequence = gridTokens + 1;
        long depthwise = 3 * 9 * gridTokens * width;
        long projections = 4 * sequence * width * width;
        long attention = 2 * sequence * sequence * width;
        long mlp = 2 * sequence * width * width * mlpRatio;
        return depthwise + projections + attention + mlp;
    }

    private static void require(List<String> problems, String name, int value, int most) {
        if (value < 1 || value > most) {
            problems.add(name + " is " + value + ", expected 1 to " + most);
        }
    }

    private static void requireMultiple(List<String> problems, String name, int value, String ofName, int of) {
        if (value < of || value % of != 0) {
            int below = Math.max(of, value / of * of);
            problems.add(name + " is " + value + ", expected a multiple of " + ofName + " " + of + ", for instance "
                    + below + " or " + (below + of));
        }
    }
}
