package dev.vedette.flink;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.flink.core.fs.FileSystem;

/**
 * A file on this machine, as FFmpeg needs it: one of a file system that this machine sees is read where it is, one from elsewhere is
 * fetched whole into a temporary file, which closing deletes.
 */
record LocalFile(Path path, boolean temporary) implements AutoCloseable {
    /** @throws VedetteException bad input, when it cannot be fetched */
    static LocalFile of(String uri) {
        org.apache.flink.core.fs.Path there = new org.apache.flink.core.fs.Path(uri);
        try {
            FileSystem system = there.getFileSystem();
            return system.isDistributedFS() ? fetched(system, there) : new LocalFile(Path.of(there.getPath()), false);
        } catch (IOException e) {
            throw VedetteException.badInput(
                    uri + " cannot be fetched (" + e.getMessage() + "); check that every worker may read it", e);
        }
    }

    private static LocalFile fetched(FileSystem system, org.apache.flink.core.fs.Path there) throws IOException {
        LocalFile copy = new LocalFile(Files.createTempFile("vedette-", "-" + there.getName()), true);
        try (InputStream in = system.open(there)) {
            Files.copy(in, copy.path, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException | RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            if (temporary) {
                Files.delete(path);
            }
        } catch (IOException e) {
            path.toFile().deleteOnExit();
        }
    }
}
