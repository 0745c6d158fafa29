package dev.vedette.flink;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A file on this machine, as FFmpeg needs it: one of a file system that this machine sees is read where it is, one from elsewhere is
 * fetched whole into a temporary file, which closing deletes.
 */
record LocalFile(Path path, boolean temporary) implements AutoCloseable {
    /** Of a name all but its end, so that one with more before it is not too long for a file system. */
    private static final Pattern TOO_MUCH = Pattern.compile("(?s)^.*(?=.{40}\\z)");

    /** @throws VedetteException bad input, when it cannot be fetched; device, when this machine does not see it, or has no room for it */
    static LocalFile of(String uri) {
        org.apache.flink.core.fs.Path there = new org.apache.flink.core.fs.Path(uri);
        try {
            return there.getFileSystem().isDistributedFS() ? fetched(there) : new LocalFile(Places.local(there), false);
        } catch (IOException e) {
            throw VedetteException.badInput(
                    uri + " cannot be fetched (" + e.getMessage() + "); check that every worker may read it", e);
        }
    }

    private static LocalFile fetched(org.apache.flink.core.fs.Path there) throws IOException {
        LocalFile copy = new LocalFile(empty(there.getName()), true);
        try {
            Places.fetch(there, copy.path);
            return copy;
        } catch (IOException | RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    private static Path empty(String name) {
        try {
            return Files.createTempFile("vedette-", "-" + TOO_MUCH.matcher(name).replaceFirst(""));
        } catch (IOException e) {
            throw Places.noRoom(e);
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
