package dev.vedette.training.pickle;

import dev.vedette.fault.VedetteException;
import dev.vedette.model.NumberFormat;
import dev.vedette.training.pickle.Pickled.Storage;
import java.util.Map;

/** What PyTorch's classes of storages hold. */
final class StorageType {
    private static final Map<String, NumberFormat> FORMATS = Map.of(
            "FloatStorage", NumberFormat.F32,
            "DoubleStorage", NumberFormat.F64,
            "HalfStorage", NumberFormat.F16,
            "BFloat16Storage", NumberFormat.BF16,
            "LongStorage", NumberFormat.I64);

    private static final Map<String, Integer> OTHER_SIZES = Map.of(
            "IntStorage", 4,
            "ShortStorage", 2,
            "CharStorage", 1,
            "ByteStorage", 1,
            "BoolStorage", 1,
            "UntypedStorage", 1,
            "ComplexFloatStorage", 8,
            "ComplexDoubleStorage", 16);

    private StorageType() {}

    static NumberFormat format(Storage storage, String name) {
        NumberFormat format = FORMATS.get(storage.type());
        if (format == null) {
            throw VedetteException.badInput(name + " holds a tensor as " + storage.type()
                    + ", expected float, double, half, bfloat16 or long: save the model with .float() first");
        }
        return format;
    }

    /** Bytes of the whole storage. */
    static long bytes(Storage storage, String name) {
        NumberFormat format = FORMATS.get(storage.type());
        Integer size = format == null ? OTHER_SIZES.get(storage.type()) : Integer.valueOf(format.bytes());
        if (size == null || storage.count() < 0 || storage.count() > Long.MAX_VALUE / size) {
            throw VedetteException.badInput(name + " has a storage of " + storage.count() + " numbers of type "
                    + storage.type() + ": it is damaged or of an unknown kind");
        }
        return storage.count() * size;
    }
}
