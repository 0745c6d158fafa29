package dev.vedette.flink;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** Paths and URIs that all machines of a cluster see. What cannot be read is bad input, and the message says which. */
public final class Places {
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

    /** What is in a folder. */
    public static FileStatus[] list(Path folder) {
        try {
            return folder.getFileSystem().listStatus(folder);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
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
        for (FileStatus entry : list(output)) {
            if (!entry.getPath().getName().equals(unharmed)) {
                return true;
            }
        }
        return false;
    }

    private static VedetteException unreadable(Path path, IOException e) {
        return VedetteException.badInput(
                path + " cannot be read (" + e.getMessage() + "); check the address and its rights", e);
    }
}
