package dev.vedette.server;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The folder in which a server keeps everything; one server at a time. */
final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** @throws VedetteException device, when it cannot be made; bad configuration, when another server uses it */
    static DataFolder open(Path path) {
        try {
            makePrivate(path);
            Files.createDirectories(path.resolve("footage"));
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw VedetteException.badConfiguration(
                        "another vedette serve uses " + path + ": end it, or choose another folder with --data");
            }
            return new DataFolder(path.toAbsolutePath(), channel);
        } catch (IOException e) {
            throw VedetteException.device(
                    "cannot use the folder " + path + " (" + e.getMessage() + "): choose another with --data", e);
        }
    }

    /** Cameras' passwords lie in it, which are nobody else's business. */
    private static void makePrivate(Path path) throws IOException {
        if (!Files.exists(path)) {
            Files.createDirectories(path);
            if (Files.getFileStore(path).supportsFileAttributeView(PosixFileAttributeView.class)) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw VedetteException.device("cannot let go of " + path + " (" + e.getMessage() + ")", e);
        }
    }
}
