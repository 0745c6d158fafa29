package dev.vedette.flink.learning;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.CameraVideo;
import dev.vedette.flink.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All videos of a camera on this machine: where they are, or fetched whole under the same names into a temporary folder, which closing
 * deletes.
 */
record LocalFootage(List<Path> files, @Nullable Path temporary) implements AutoCloseable {
    /** @throws VedetteException bad input, when one cannot be fetched; device, when this machine does not see one, or has no room for it */
    static LocalFootage of(List<CameraVideo> videos) {
        List<Path> files = new ArrayList<>();
        @Nullable Path temporary = null;
        try {
            for (CameraVideo video : videos) {
                org.apache.flink.core.fs.Path there = new org.apache.flink.core.fs.Path(video.uri());
                if (there.getFileSystem().isDistributedFS()) {
                    temporary = temporary == null ? folder() : temporary;
                    files.add(fetched(there, temporary.resolve(video.name())));
                } else {
                    files.add(Places.local(there));
                }
            }
            return new LocalFootage(List.copyOf(files), temporary);
        } catch (VedetteException e) {
            new LocalFootage(files, temporary).close();
            throw e;
        } catch (IOException e) {
            new LocalFootage(files, temporary).close();
            throw VedetteException.badInput(
                    "footage cannot be fetched (" + e.getMessage() + "); check that every worker may read it", e);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("vedette-");
        } catch (IOException e) {
            throw Places.noRoom(e);
        }
    }

    private static Path fetched(org.apache.flink.core.fs.Path there, Path copy) throws IOException {
        try {
            Files.createDirectories(copy.getParent());
        } catch (IOException e) {
            throw Places.noRoom(e);
        }
        Places.fetch(there, copy);
        return copy;
    }

    @Override
    public void close() {
        if (temporary == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(temporary)) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            temporary.toFile().deleteOnExit();
        }
    }
}
