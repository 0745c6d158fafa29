package dev.vedette.fault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file that is being written: under a temporary name beside its target until {@link #publish()} gives it its name;
 * {@link #close()} before that removes it, and an earlier file stays as it was. For writers that need a path and time;
 * {@link AtomicFile} serves the rest. Not thread-safe.
 */
public final class PendingFile implements AutoCloseable {
    private static final AtomicLong COUNT = new AtomicLong();

    private final Path target;
    private final Path temporary;

    private PendingFile(Path target, Path temporary) {
        this.target = target;
        this.temporary = temporary;
    }

    /**
     * Creates the folders around the target; the temporary file is left to the writer to create.
     *
     * @throws VedetteException device, when the folders cannot be created
     */
    public static PendingFile beside(Path target) {
        Path absolute = target.toAbsolutePath();
        PendingFile pending = new PendingFile(
                target,
                absolute.resolveSibling("." + absolute.getFileName() + "."
                        + ProcessHandle.current().pid() + "." + COUNT.incrementAndGet() + ".tmp"));
        try {
            Path folder = absolute.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw pending.failed(e);
        }
        return pending;
    }

    /** Where to write until it is published. */
    public Path temporary() {
        return temporary;
    }

    /**
     * Syncs what was written and puts it in the target's place.
     *
     * @throws VedetteException device, when the disk refuses; an earlier file stays
     */
    public void publish() {
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(
                    temporary,
                    target.toAbsolutePath(),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** The fault to report when writing to the temporary file failed. */
    public VedetteException failed(IOException cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return VedetteException.device(
                "cannot write " + target + " (" + reason + "): make room or choose another place; nothing was changed",
                cause);
    }

    /** Removes the temporary file if there still is one. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            temporary.toFile().deleteOnExit();
        }
    }
}
