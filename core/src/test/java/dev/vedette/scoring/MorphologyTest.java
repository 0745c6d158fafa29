package dev.vedette.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.golden.NpyArray;
import dev.vedette.model.NetworkConfig;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MorphologyTest {
    private static final NetworkConfig NETWORK = new NetworkConfig(64, 32, 8, 32, 16, 3, 3, 4, 2, 0.5);

    @Test
    void cleansAsThePublishedProgram() {
        float[] gradients = NpyArray.load("morphology/gradients.npy").floats();
        float[] student = NpyArray.load("morphology/pred_student.npy").floats();
        float[] teacher = NpyArray.load("morphology/pred_teacher.npy").floats();
        float[] expected = NpyArray.load("morphology/result.npy").floats();

        for (int sample = 0; sample < 2; sample++) {
            ScoreMap map = new Morphology(NETWORK)
                    .apply(half(teacher, sample), half(student, sample), half(gradients, sample));
            float[] expectedMap = half(expected, sample);
            for (int token = 0; token < expectedMap.length; token++) {
                assertThat(map.values()[token]).isCloseTo(expectedMap[token], within(1e-6f));
            }
        }
    }

    @Test
    void operatorsEqualThePublishedProgram() {
        float[] in = NpyArray.load("morphology/op_in3.npy").floats();
        int plane = 6 * 7;
        float[][] three = {
            Arrays.copyOfRange(in, 0, plane),
            Arrays.copyOfRange(in, plane, 2 * plane),
            Arrays.copyOfRange(in, 2 * plane, 3 * plane)
        };
        float[][] one = {three[0]};

        assertThat(Morphology.erode(three, 7, 6)).containsExactly(firstChannel("op_erosion3"), within(0f));
        assertThat(Morphology.erode(one, 7, 6)).containsExactly(firstChannel("op_erosion1"), within(0f));
        assertThat(Morphology.dilate(three, 7, 6)).containsExactly(firstChannel("op_dilation3"), within(0f));
        assertThat(Morphology.dilate(one, 7, 6)).containsExactly(firstChannel("op_dilation1"), within(0f));
    }

    @Test
    void withoutMotionNothingIsLeft() {
        float[] prediction = new float[NETWORK.tokens() * NETWORK.outputPatchSize()];
        float[] other = prediction.clone();
        Arrays.fill(other, 1);

        ScoreMap map = new Morphology(NETWORK).apply(prediction, other, new float[3 * 64 * 32]);

        assertThat(map.values()).containsOnly(0f);
    }

    private static float[] firstChannel(String name) {
        return Arrays.copyOf(NpyArray.load("morphology/" + name + ".npy").floats(), 6 * 7);
    }

    private static float[] half(float[] values, int which) {
        int size = values.length / 2;
        return Arrays.copyOfRange(values, which * size, (which + 1) * size);
    }
}
