package dev.vedette.fault;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes files whole or not at all: to a temporary file beside the target, synced, then renamed. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * @throws VedetteException device, when the file cannot be written (a full disk, no permission); an earlier file stays
     */
    public static void write(Path target, Content content) {
        try (PendingFile pending = PendingFile.beside(target)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(pending.temporary()), 1 << 16)) {
                content.writeTo(out);
            } catch (IOException e) {
                throw pending.failed(e);
            }
            pending.publish();
        }
    }
}
