package dev.vedette.flink;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Paths and URIs that all machines of a cluster see. What cannot be read is bad input, and the message says which. */
public final class Places {
    /** Bytes that are fetched at once. */
    private static final int PART = 1 << 20;

    /** Something in a folder. */
    public record Entry(String name, Path path, boolean isFolder) {}

    private Places() {}

    /** What has no scheme is a path of this machine, and the same on every other. */
    public static Path of(String place) {
        return place.matches("[A-Za-z][A-Za-z0-9+.-]+:/.*")
                ? new Path(place)
                : new Path(java.nio.file.Path.of(place)
                        .toAbsolutePath()
                        .normalize()
                        .toString());
    }

    public static boolean exists(Path path) {
        try {
            return path.getFileSystem().exists(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * Whether something that exists is a folder.
     *
     * @param expected what should be there, for the message when nothing is
     */
    public static boolean isFolder(Path path, String expected) {
        if (!exists(path)) {
            throw VedetteException.badInput(path + " does not exist, expected " + expected);
        }
        try {
            return path.getFileSystem().getFileStatus(path).isDir();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Something in a folder, whatever its name is: Flink takes what is before a colon for a scheme. */
    static Path in(Path folder, String name) {
        return new Path(folder, "./" + name);
    }

    /** What is in a folder. */
    public static List<Entry> list(Path folder) {
        try {
            FileSystem system = folder.getFileSystem();
            return system.isDistributedFS()
                    ? listed(system.listStatus(folder))
                    : listed(java.nio.file.Path.of(folder.getPath()));
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static List<Entry> listed(FileStatus[] there) {
        List<Entry> entries = new ArrayList<>();
        for (FileStatus entry : there) {
            entries.add(new Entry(entry.getPath().getName(), entry.getPath(), entry.isDir()));
        }
        return entries;
    }

    /** Not by Flink, which fails at names with a colon, and says nothing of folders that may not be read. */
    private static List<Entry> listed(java.nio.file.Path folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<java.nio.file.Path> files = Files.newDirectoryStream(folder)) {
            for (java.nio.file.Path file : files) {
                entries.add(new Entry(
                        file.getFileName().toString(),
                        new Path(file.toUri()),
                        Files.readAttributes(file, BasicFileAttributes.class).isDirectory()));
            }
            return entries;
        } catch (DirectoryIteratorException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    /**
     * Where a file is that a job has found on a file system that is local or mounted.
     *
     * @throws VedetteException device, when this machine does not see it
     */
    public static java.nio.file.Path local(Path file) {
        java.nio.file.Path local = java.nio.file.Path.of(file.getPath());
        if (!Files.exists(local)) {
            throw VedetteException.device(
                    local
                            + " does not exist on this machine, expected it where the job found it: check what is mounted",
                    null);
        }
        return local;
    }

    /**
     * Copies a file of another file system whole to this machine.
     *
     * @throws IOException why it cannot be read
     * @throws VedetteException device, when there is no room for the copy
     */
    public static void fetch(Path file, java.nio.file.Path copy) throws IOException {
        try (InputStream in = file.getFileSystem().open(file)) {
            byte[] part;
            do {
                part = in.readNBytes(PART);
                append(copy, part);
            } while (part.length == PART);
        }
    }

    private static void append(java.nio.file.Path copy, byte[] part) {
        try {
            Files.write(copy, part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    /** That a copy cannot be written, which is no fault of what was to be copied. */
    public static VedetteException noRoom(IOException e) {
        return VedetteException.device("there is no room for a temporary file (" + reason(e) + ")", e);
    }

    /**
     * Refuses a folder with results in it.
     *
     * @param unharmed name of what may lie there: that of a job that was not begun
     * @param advice what to do
     * @throws VedetteException bad configuration
     */
    public static void requireEmpty(Path output, String unharmed, String advice) {
        if (exists(output) && (!isFolder(output, "a folder") || holdsMore(output, unharmed))) {
            throw VedetteException.badConfiguration(
                    output + " is not an empty folder; results of two jobs would be mixed: " + advice);
        }
    }

    private static boolean holdsMore(Path output, String unharmed) {
        for (Entry entry : list(output)) {
            if (!entry.name().equals(unharmed)) {
                return true;
            }
        }
        return false;
    }

    private static VedetteException unreadable(Path path, IOException e) {
        return VedetteException.badInput(
                path + " cannot be read (" + reason(e) + "); check the address and its rights", e);
    }

    private static String reason(IOException e) {
        // These say which file, and no more.
        return e instanceof FileSystemException
                ? e.getClass().getSimpleName() + ": " + e.getMessage()
                : String.valueOf(e.getMessage());
    }
}
