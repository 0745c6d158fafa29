package dev.vedette.training.pickle;

import dev.vedette.fault.VedetteException;
import dev.vedette.training.pickle.Pickled.Dict;
import dev.vedette.training.pickle.Pickled.Storage;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The format before PyTorch 1.6: five pickles (magic number, version, machine, what was saved, keys of the storages), then
 * for each storage its count and its numbers.
 */
final class LegacyArchive implements Archive {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final Long VERSION = 1001L;

    private final FileChannel channel;
    private final String name;
    private final Object root;
    private final Map<String, Storage> storages;
    private final Map<String, Long> places;

    private LegacyArchive(FileChannel channel, String name) throws IOException {
        this.channel = channel;
        this.name = name;
        long limit = Math.min(channel.size(), TorchCheckpoint.LONGEST_PICKLE);
        PickleInput in = new PickleInput(Channels.newInputStream(channel), limit, name);
        if (!MAGIC.equals(Unpickler.read(in).root())) {
            throw in.damaged("does not start with PyTorch's magic number");
        }
        if (!VERSION.equals(Unpickler.read(in).root())) {
            throw in.damaged("is not of version " + VERSION);
        }
        if (Unpickler.read(in).root() instanceof Dict machine
                && Boolean.FALSE.equals(machine.entries().get("little_endian"))) {
            throw in.damaged("was saved by a big-endian machine");
        }
        Unpickler.Result saved = Unpickler.read(in);
        this.root = saved.root();
        this.storages = saved.storages();
        this.places = places(Unpickler.read(in).root(), in.position());
    }

    static LegacyArchive open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        try {
            return new LegacyArchive(channel, file.toString());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private Map<String, Long> places(Object keys, long start) throws IOException {
        if (!(keys instanceof List<?> list)) {
            throw damaged("does not list its storages");
        }
        Map<String, Long> found = new HashMap<>();
        long place = start;
        for (Object key : list) {
            Storage storage = key instanceof String text ? storages.get(text) : null;
            if (storage == null) {
                throw damaged("lists a storage that no tensor uses");
            }
            long count = bytes(place, Long.BYTES).getLong();
            place += Long.BYTES;
            if (count != storage.count()) {
                throw damaged(
                        "has " + count + " numbers in the storage " + storage.key() + ", expected " + storage.count());
            }
            found.put(storage.key(), place);
            long length = StorageType.bytes(storage, name);
            if (length > channel.size() - place) {
                throw cutShort();
            }
            place += length;
        }
        return found;
    }

    @Override
    public Object root() {
        return root;
    }

    @Override
    public ByteBuffer read(Storage storage) throws IOException {
        Long place = places.get(storage.key());
        Storage listed = storages.get(storage.key());
        if (place == null || listed == null || !listed.whole().equals(storage.whole())) {
            throw damaged("has no storage " + storage.key() + " of " + storage.count() + " numbers of type "
                    + storage.type());
        }
        return bytes(place, StorageType.bytes(storage, name));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private ByteBuffer bytes(long place, long length) throws IOException {
        if (length > channel.size() - place || length > Integer.MAX_VALUE) {
            throw cutShort();
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, place + buffer.position()) < 0) {
                throw cutShort();
            }
        }
        return buffer.flip();
    }

    private VedetteException damaged(String problem) {
        return VedetteException.badInput(name + " " + problem + ": it is damaged");
    }

    private VedetteException cutShort() {
        return VedetteException.badInput(
                name + " ends before the last of its numbers: it was cut short, copy it again");
    }
}
