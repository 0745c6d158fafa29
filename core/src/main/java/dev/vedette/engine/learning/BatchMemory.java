package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Matrix;
import java.nio.FloatBuffer;

/** What the samples of a batch left in their memories. */
interface BatchMemory {
    /** Number of samples. */
    int samples();

    /** The memory of a sample; {@link Matrix#index()} says where a matrix lies in it. */
    FloatBuffer ofSample(int sample);
}
