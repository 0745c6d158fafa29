package dev.vedette.flink;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** Paths and URIs of a job, on any file system that Flink knows. */
public final class Places {
    private Places() {}

    /** What has no scheme is a path of this machine, and the same on every other. */
    public static Path path(String place) {
        return place.matches("[A-Za-z][A-Za-z0-9+.-]+:/.*")
                ? new Path(place)
                : new Path(java.nio.file.Path.of(place)
                        .toAbsolutePath()
                        .normalize()
                        .toString());
    }

    /** @throws VedetteException bad input, when it cannot be looked at */
    static boolean exists(Path path) {
        try {
            return path.getFileSystem().exists(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * @param expected what is looked for, for the message
     * @throws VedetteException bad input, when there is nothing, or it cannot be looked at
     */
    static boolean directory(Path path, String expected) {
        if (!exists(path)) {
            throw VedetteException.badInput(path + " does not exist, expected " + expected);
        }
        try {
            return path.getFileSystem().getFileStatus(path).isDir();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    static FileStatus[] list(Path folder) {
        try {
            return folder.getFileSystem().listStatus(folder);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static VedetteException unreadable(Path path, IOException e) {
        return VedetteException.badInput(
                path + " cannot be read (" + e.getMessage() + "); check the address and its rights", e);
    }
}
