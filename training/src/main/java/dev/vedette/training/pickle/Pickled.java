package dev.vedette.training.pickle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a pickle can hold here, beside Java's own texts, numbers, booleans, byte arrays and lists. */
sealed interface Pickled {
    /** Python's None. */
    enum None implements Pickled {
        NONE
    }

    /** A thing of a Python module, only named. */
    record Global(String module, String name) implements Pickled {
        String qualified() {
            return module + "." + name;
        }
    }

    /** An object that is nobody's business: its class was never looked up and its content is gone. */
    record Placeholder(String type) implements Pickled {}

    record Tuple(List<Object> items) implements Pickled {}

    /** A dictionary; entries whose key is not text are dropped, because no weight is found under them. */
    final class Dict implements Pickled {
        private final Map<String, Object> entries = new LinkedHashMap<>();

        void put(Object key, Object value) {
            if (key instanceof String text) {
                entries.put(text, value);
            }
        }

        Map<String, Object> entries() {
            return entries;
        }
    }

    /**
     * Numbers of one or more tensors, still in the file.
     *
     * @param type PyTorch's class, for instance {@code FloatStorage}
     * @param offset first number that counts; not 0 only for the views of the old format
     * @param count numbers in the file, those before the offset included
     */
    record Storage(String type, String key, long offset, long count) implements Pickled {
        /** The same storage without regard to a view. */
        Storage whole() {
            return new Storage(type, key, 0, count);
        }
    }

    /**
     * A tensor whose numbers are still in the file.
     *
     * @param offset first number in the storage
     */
    record StoredTensor(Storage storage, long offset, List<Long> shape, List<Long> strides) implements Pickled {}
}
