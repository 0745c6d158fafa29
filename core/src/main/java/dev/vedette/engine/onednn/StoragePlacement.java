package dev.vedette.engine.onednn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Places storages in one block of memory so that two overlap only if no step needs both: in order of first use, each at the lowest
 * place that is free during its life.
 */
public final class StoragePlacement {
    /** Floats in a cache line. */
    private static final long ALIGNMENT = 16;

    private final List<Storage> placed = new ArrayList<>();

    private StoragePlacement() {}

    /** Places all and returns the size of the block in floats. */
    public static long place(List<Storage> storages) {
        StoragePlacement placement = new StoragePlacement();
        storages.stream().sorted(Comparator.comparingInt(Storage::firstStep)).forEach(placement::place);
        return placement.placed.stream().mapToLong(StoragePlacement::end).max().orElse(0);
    }

    private void place(Storage storage) {
        List<Storage> neighbours = placed.stream()
                .filter(storage::livesTogetherWith)
                .sorted(Comparator.comparingLong(Storage::offset))
                .toList();
        long place = 0;
        for (Storage neighbour : neighbours) {
            if (place + storage.floats() <= neighbour.offset()) {
                break;
            }
            place = Math.max(place, end(neighbour));
        }
        storage.placeAt(place);
        placed.add(storage);
    }

    private static long end(Storage storage) {
        return (storage.offset() + storage.floats() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
