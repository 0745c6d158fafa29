package dev.vedette.server;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.backup.Restore;
import dev.vedette.server.store.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
            // Cameras' passwords lie in it, which are nobody else's business.
            PrivateFiles.makeFolder(path);
            if (Files.exists(path.resolve(Restore.UNFINISHED))) {
                throw VedetteException.badConfiguration(
                        "a restore to " + path + " was broken off: remove the folder and restore again");
            }
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
