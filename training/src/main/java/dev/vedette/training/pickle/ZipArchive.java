package dev.vedette.training.pickle;

import dev.vedette.fault.VedetteException;
import dev.vedette.training.pickle.Pickled.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The format since PyTorch 1.6: a zip of {@code NAME/data.pkl} and one {@code NAME/data/KEY} for each storage. */
final class ZipArchive implements Archive {
    private static final String PICKLE = "data.pkl";

    /** Nobody is hurt by so many bytes of a storage, however few they are in the file. */
    static final long HARMLESS = 1L << 20;

    private final ZipFile zip;
    private final String name;
    private final long mostBytes;
    private final String prefix;
    private final Object root;

    private ZipArchive(ZipFile zip, Path file) throws IOException {
        this.zip = zip;
        this.name = file.toString();
        // PyTorch stores numbers as they are, and then an entry is shorter than its file.
        this.mostBytes = Math.max(HARMLESS, Files.size(file));
        this.prefix = prefix();
        requireLittleEndian();
        ZipEntry pickle = entry(PICKLE);
        try (InputStream in = zip.getInputStream(pickle)) {
            long limit = Math.min(pickle.getSize(), TorchCheckpoint.LONGEST_PICKLE);
            this.root = Unpickler.read(new PickleInput(in, limit, name)).root();
        }
    }

    static ZipArchive open(Path file) throws IOException {
        ZipFile zip = new ZipFile(file.toFile());
        try {
            return new ZipArchive(zip, file);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    @Override
    public Object root() {
        return root;
    }

    @Override
    public ByteBuffer read(Storage storage) throws IOException {
        ZipEntry entry = entry("data/" + storage.key());
        long expected = StorageType.bytes(storage, name);
        if (entry.getSize() != expected || expected > Integer.MAX_VALUE) {
            throw VedetteException.badInput(name + " has " + entry.getSize() + " bytes in " + entry.getName()
                    + ", expected " + expected + ": it is damaged");
        }
        if (expected > mostBytes) {
            throw VedetteException.badInput(name + " announces " + expected + " bytes in " + entry.getName()
                    + ", more than it has itself: it is compressed, as PyTorch's files are not, or made to exhaust memory;"
                    + " save it anew with PyTorch");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) expected);
            if (bytes.length < expected || in.read() >= 0) {
                throw VedetteException.badInput(name + " does not hold the " + expected
                        + " bytes that it announces for " + entry.getName() + ": it is damaged");
            }
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private String prefix() {
        List<String> pickles = zip.stream()
                .map(ZipEntry::getName)
                .filter(entry -> entry.equals(PICKLE) || entry.endsWith("/" + PICKLE))
                .toList();
        if (pickles.size() != 1) {
            throw VedetteException.badInput(name + " is a zip with " + pickles.size() + " entries " + PICKLE
                    + ", expected one: it is no PyTorch checkpoint");
        }
        String pickle = pickles.get(0);
        String found = pickle.substring(0, pickle.length() - PICKLE.length());
        if (zip.stream().anyMatch(entry -> entry.getName().startsWith(found + "code/"))) {
            throw VedetteException.badInput(name + " is a TorchScript program; Vedette runs nothing from a checkpoint:"
                    + " import a file that was saved with torch.save(model.state_dict(), file)");
        }
        return found;
    }

    private void requireLittleEndian() throws IOException {
        ZipEntry order = zip.getEntry(prefix + "byteorder");
        if (order != null) {
            try (InputStream in = zip.getInputStream(order)) {
                if (in.read() == 'b') {
                    throw VedetteException.badInput(name + " was saved by a big-endian machine, which is not supported:"
                            + " load and save it with PyTorch on another");
                }
            }
        }
    }

    private ZipEntry entry(String path) {
        ZipEntry entry = zip.getEntry(prefix + path);
        if (entry == null) {
            throw VedetteException.badInput(name + " has no entry " + prefix + path + ": it is damaged");
        }
        return entry;
    }
}
