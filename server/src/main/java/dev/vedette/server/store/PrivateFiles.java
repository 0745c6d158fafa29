package dev.vedette.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files and folders that nobody but their owner can read, from the first moment, where the disk knows owners. */
public final class PrivateFiles {
    private PrivateFiles() {}

    /** Makes a folder, and those around it. One that is there stays as it is. */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(folder, only(folder, "rwx------"));
        }
    }

    /** Makes an empty file. */
    public static void makeFile(Path file) throws IOException {
        Files.createFile(file, only(file, "rw-------"));
    }

    private static FileAttribute<?>[] only(Path path, String owner) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(owner))}
                : new FileAttribute<?>[0];
    }
}
