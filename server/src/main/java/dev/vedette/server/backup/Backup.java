package dev.vedette.server.backup;

import dev.vedette.fault.PendingFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.store.PrivateFiles;
import dev.vedette.server.store.SecretBox;
import dev.vedette.server.store.Snapshot;
import dev.vedette.server.watch.EventFolders.Part;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes what a server knows into one file, which nobody but its owner can read, while the server runs: the store as it is at one moment,
 * the files of the events that it knows then, and all detectors. A zip with a manifest of checksums. For one thread.
 */
public final class Backup {
    private static final int ONE_KIND = 2;

    private final Path data;
    private final ZipOutputStream zip;
    private final boolean clips;
    private final List<Manifest.Entry> files = new ArrayList<>();

    /**
     * What was written.
     *
     * @param events whose files are in it
     * @param bytes of all files before they were compressed
     * @param key whether the key of the cameras' passwords is in it
     */
    public record Outcome(long events, long detectors, long bytes, boolean key) {}

    private Backup(Path data, ZipOutputStream zip, boolean clips) {
        this.data = data;
        this.zip = zip;
        this.clips = clips;
    }

    /**
     * Writes a backup, whole or not at all; an earlier file is replaced.
     *
     * @param data the server's folder
     * @param database whether the store is the SQLite file in it; otherwise only files are backed up
     * @param clips whether events' clips are wanted
     * @param version of Vedette
     * @throws VedetteException bad configuration, when the folder is no server's; device, when disk or store fail
     */
    public static Outcome write(Path data, Path target, boolean database, boolean clips, String version) {
        Path store = data.resolve("vedette.db");
        if (database && !Files.isRegularFile(store)) {
            throw VedetteException.badConfiguration(
                    store
                            + " is not there: name the server's folder with --data, or with -c its configuration with store.url");
        }
        if (!Files.isDirectory(data)) {
            throw VedetteException.badConfiguration(data + " is no folder: name the server's with --data");
        }
        try (PendingFile pending = PendingFile.beside(target)) {
            try {
                PrivateFiles.makeFile(pending.temporary());
                Outcome outcome = write(
                        data, pending.temporary(), database ? Optional.of(store) : Optional.empty(), clips, version);
                pending.publish();
                return outcome;
            } catch (IOException e) {
                throw pending.failed(e);
            }
        }
    }

    private static Outcome write(Path data, Path file, Optional<Path> store, boolean clips, String version)
            throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            // Clips hardly get any smaller.
            zip.setLevel(Deflater.BEST_SPEED);
            Backup backup = new Backup(data, zip, clips);
            Predicate<Long> known = event -> true;
            if (store.isPresent()) {
                try (Snapshot snapshot = Snapshot.beside(file, store.get())) {
                    backup.add("vedette.db", snapshot.file());
                    known = snapshot.events()::contains;
                }
            }
            backup.add(SecretBox.FILE, data.resolve(SecretBox.FILE));
            long detectors = backup.addDetectors();
            long events = backup.addEvents(known);
            zip.putNextEntry(new ZipEntry(Manifest.NAME));
            new Manifest(Manifest.FORMAT, version, Instant.now().toString(), store.isPresent(), backup.files)
                    .write(zip);
            zip.closeEntry();
            return new Outcome(
                    events,
                    detectors,
                    backup.files.stream().mapToLong(Manifest.Entry::bytes).sum(),
                    backup.files.stream().anyMatch(entry -> entry.path().equals(SecretBox.FILE)));
        }
    }

    private long addDetectors() throws IOException {
        long before = files.size();
        for (Path file : list(data.resolve("detectors"))) {
            String name = file.getFileName().toString();
            if (name.endsWith(".vedette") || name.endsWith(".scores")) {
                add("detectors/" + name, file);
            }
        }
        return (files.size() - before) / ONE_KIND;
    }

    private long addEvents(Predicate<Long> known) throws IOException {
        long count = 0;
        for (Path folder : list(data.resolve("events"))) {
            String name = folder.getFileName().toString();
            if (name.matches("\\d{1,18}") && known.test(Long.parseLong(name))) {
                for (Part part : Part.values()) {
                    addPart("events/" + name + "/" + part.file(), folder.resolve(part.file()), part);
                }
                count++;
            }
        }
        for (Path folder : list(data.resolve("events").resolve("unsaved"))) {
            String name = "events/unsaved/" + folder.getFileName() + "/";
            add(name + "event.json", folder.resolve("event.json"));
            for (Part part : Part.values()) {
                addPart(name + part.file(), folder.resolve(part.file()), part);
            }
        }
        return count;
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.sorted().toList();
        }
    }

    private void addPart(String path, Path file, Part part) throws IOException {
        if (clips || part != Part.CLIP) {
            add(path, file);
        }
    }

    /** What the server cleared away meanwhile is left out. */
    private void add(String path, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = Manifest.sha256();
            zip.putNextEntry(new ZipEntry(path));
            long bytes = new DigestInputStream(in, digest).transferTo(zip);
            zip.closeEntry();
            files.add(new Manifest.Entry(path, bytes, Manifest.text(digest)));
        } catch (NoSuchFileException e) {
            // Not everything that could be there is.
        }
    }
}
