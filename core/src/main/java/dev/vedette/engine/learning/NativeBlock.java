package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Layouts;
import java.nio.FloatBuffer;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/** Equal parts of native memory, one behind the other. Owns it until closed. */
final class NativeBlock implements AutoCloseable {
    /** Floats in a page: parts start on pages of their own. */
    private static final long PAGE = 1024;

    private final long partFloats;
    private final memory block;
    private final FloatPointer floats;
    private final FloatBuffer[] buffers;

    @SuppressWarnings("try")
    NativeBlock(engine cpu, int parts, long floatsOfPart) {
        partFloats = (floatsOfPart + PAGE - 1) / PAGE * PAGE;
        long bytes = Math.max(1, parts * partFloats) * Float.BYTES;
        try (PointerScope temporary = new PointerScope()) {
            block = new memory(Layouts.bytes(bytes), cpu);
            block.retainReference();
            floats = new FloatPointer(block.get_data_handle());
            floats.retainReference();
            buffers = new FloatBuffer[parts];
            for (int part = 0; part < parts; part++) {
                FloatPointer start = floats.getPointer(part * partFloats);
                buffers[part] = start.capacity(floatsOfPart).asBuffer();
            }
        }
    }

    /** Address of a part. */
    long address(int part) {
        return floats.address() + part * partFloats * Float.BYTES;
    }

    FloatBuffer buffer(int part) {
        return buffers[part];
    }

    void zero(int part) {
        try (PointerScope temporary = new PointerScope()) {
            Pointer.memset(floats.getPointer(part * partFloats), 0, partFloats * Float.BYTES);
        }
    }

    @Override
    public void close() {
        floats.releaseReference();
        block.releaseReference();
    }
}
