package dev.vedette.training.pickle;

import dev.vedette.fault.VedetteException;
import dev.vedette.model.Tensor;
import dev.vedette.training.pickle.Pickled.Storage;
import dev.vedette.training.pickle.Pickled.StoredTensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;

/**
 * Named tensors of a file that PyTorch's {@code torch.save} wrote ({@code .pth}, {@code .pt}), in the format since 1.6 (a
 * zip) or the one before it: a state_dict, or a dictionary that holds one beside optimiser, epoch and the like. Tensors
 * saved from a GPU, shared or not contiguous, are read like all others.
 *
 * <p>Such files are pickles, that is, programs. Nothing of them is ever executed: a small machine reads the data in
 * them, objects of unknown classes are skipped, and a file that asks for code is refused (the rule is told at {@code
 * Callables}).
 */
public final class TorchCheckpoint {
    /** Weights are not in the pickle, only their names and places. */
    static final long LONGEST_PICKLE = 64L << 20;

    private static final int ZIP_MAGIC = 0x504b0304;

    private TorchCheckpoint() {}

    /**
     * The tensors of the state_dict, in its order; numbers are rounded to float.
     *
     * @throws VedetteException bad input, when there is no such file, it is damaged, holds no state_dict, or asks for code
     */
    public static Map<String, Tensor> read(Path file) {
        try (Archive archive = open(file)) {
            Map<String, StoredTensor> stored = StateDict.find(archive.root(), file.toString());
            return load(archive, stored, file);
        } catch (NoSuchFileException e) {
            throw VedetteException.badInput("there is no file " + file, e);
        } catch (ZipException e) {
            throw VedetteException.badInput(
                    file + " is no sound zip (" + e.getMessage() + "): it was cut short or damaged, copy it again", e);
        } catch (IOException e) {
            throw VedetteException.badInput("cannot read " + file + " (" + e.getMessage() + ")", e);
        }
    }

    private static Archive open(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(Integer.BYTES);
        }
        boolean zip = start.length == Integer.BYTES && ByteBuffer.wrap(start).getInt() == ZIP_MAGIC;
        return zip ? ZipArchive.open(file) : LegacyArchive.open(file);
    }

    /** Each storage is read once, and its tensors together may not hold more numbers than the file has bytes. */
    private static Map<String, Tensor> load(Archive archive, Map<String, StoredTensor> stored, Path file)
            throws IOException {
        long budget = Files.size(file);
        long storages = Math.max(ZipArchive.HARMLESS, budget);
        Map<Storage, List<String>> byStorage = new LinkedHashMap<>();
        for (Map.Entry<String, StoredTensor> entry : stored.entrySet()) {
            StridedTensor tensor = new StridedTensor(entry.getValue(), file + ": " + entry.getKey());
            budget -= tensor.size();
            if (budget < 0) {
                throw VedetteException.badInput(
                        file + " describes more numbers than it has bytes: it is damaged or made to exhaust memory");
            }
            Storage whole = entry.getValue().storage().whole();
            storages -= byStorage.containsKey(whole) ? 0 : whole.count();
            if (storages < 0) {
                throw VedetteException.badInput(file
                        + " has storages of more numbers than it has bytes: it is compressed, as PyTorch's files are"
                        + " not, or made to waste time; save it anew with PyTorch");
            }
            byStorage.computeIfAbsent(whole, key -> new ArrayList<>()).add(entry.getKey());
        }
        Map<String, Tensor> loaded = new HashMap<>();
        for (Map.Entry<Storage, List<String>> group : byStorage.entrySet()) {
            ByteBuffer numbers = archive.read(group.getKey());
            for (String key : group.getValue()) {
                StoredTensor tensor = stored.get(key);
                if (tensor != null) {
                    loaded.put(key, new StridedTensor(tensor, file + ": " + key).read(numbers));
                }
            }
        }
        Map<String, Tensor> inOrder = new LinkedHashMap<>();
        stored.keySet().forEach(key -> inOrder.put(key, loaded.get(key)));
        return inOrder;
    }
}
