package dev.vedette.flink.learning;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.CameraVideo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * All videos of a camera on this machine: where they are, or fetched whole under the same names into a temporary folder, which closing
 * deletes.
 */
record LocalFootage(List<Path> files, @Nullable Path temporary) implements AutoCloseable {
    /** @throws VedetteException bad input, when one cannot be fetched */
    static LocalFootage of(List<CameraVideo> videos) {
        List<Path> files = new ArrayList<>();
        @Nullable Path temporary = null;
        try {
            for (CameraVideo video : videos) {
                org.apache.flink.core.fs.Path there = new org.apache.flink.core.fs.Path(video.uri());
                FileSystem system = there.getFileSystem();
                if (system.isDistributedFS()) {
                    temporary = temporary == null ? Files.createTempDirectory("vedette-") : temporary;
                    files.add(fetched(system, there, temporary.resolve(video.name())));
                } else {
                    files.add(Path.of(there.getPath()));
                }
            }
            return new LocalFootage(List.copyOf(files), temporary);
        } catch (IOException e) {
            new LocalFootage(files, temporary).close();
            throw VedetteException.badInput(
                    "footage cannot be fetched (" + e.getMessage() + "); check that every worker may read it", e);
        }
    }

    private static Path fetched(FileSystem system, org.apache.flink.core.fs.Path there, Path copy) throws IOException {
        Files.createDirectories(copy.getParent());
        try (InputStream in = system.open(there)) {
            Files.copy(in, copy);
        }
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
