package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.OneDnn;
import java.util.function.Supplier;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;

/** A weight in native memory, lying as a primitive wants it; the weight changes at every step, so the copy is made anew. */
final class WeightCopy {
    private final Supplier<float[]> values;
    private final memory from;
    private final memory wanted;
    private final primitive rearrangement;

    /** The {@link OneDnn} owns its native memory. */
    WeightCopy(OneDnn oneDnn, Supplier<float[]> values, memory.desc given, memory.desc wanted) {
        this.values = values;
        this.from = oneDnn.memory(given);
        this.wanted = oneDnn.memory(wanted);
        this.rearrangement = oneDnn.rearrangement(given, wanted, false);
    }

    Argument.Constant argument() {
        return new Argument.Constant(wanted);
    }

    /** Takes the weight as it is now. */
    @SuppressWarnings("try")
    void refresh(stream queue, memory scratchpad) {
        try (PointerScope temporary = new PointerScope()) {
            float[] now = values.get();
            new FloatPointer(from.get_data_handle()).put(now, 0, now.length);
            rearrangement.execute(
                    queue,
                    new IntMemoryMap()
                            .put(dnnl.DNNL_ARG_FROM, from)
                            .put(dnnl.DNNL_ARG_TO, wanted)
                            .put(dnnl.DNNL_ARG_SCRATCHPAD, scratchpad));
        }
    }
}
