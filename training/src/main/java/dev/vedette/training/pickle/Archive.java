package dev.vedette.training.pickle;

import dev.vedette.training.pickle.Pickled.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One of the two containers that PyTorch writes. */
interface Archive extends Closeable {
    /** What was saved, with the numbers left in the file. */
    Object root();

    /** All numbers of a storage, little-endian; memory is taken only for what the file really holds. */
    ByteBuffer read(Storage storage) throws IOException;
}
