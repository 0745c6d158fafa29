package dev.vedette.server.backup;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.store.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Makes a data folder of a backup, whole or not at all. For one thread. */
public final class Restore {
    /** Where files wait until all of them are there; a server does not start in a folder that has it. */
    public static final String UNFINISHED = ".restoring";

    private Restore() {}

    /**
     * What is there now.
     *
     * @param created when the backup was written
     * @param database whether the store was in it; otherwise PostgreSQL's own programs restore that
     */
    public record Outcome(String created, boolean database, long files) {}

    /**
     * Restores a backup.
     *
     * @param data a folder that is empty or not there
     * @throws VedetteException bad configuration, for a folder that holds something; bad input, for a backup that is damaged; unsupported
     *     version, for one that a newer Vedette wrote; device, when the disk fails
     */
    public static Outcome read(Path backup, Path data) {
        requireEmpty(data);
        boolean made = !Files.exists(data);
        try (ZipFile zip = new ZipFile(backup.toFile())) {
            Manifest manifest = manifest(zip, backup);
            PrivateFiles.makeFolder(data);
            try {
                Path unfinished = Files.createDirectory(data.resolve(UNFINISHED));
                for (Manifest.Entry file : manifest.files()) {
                    extract(zip, file, unfinished.resolve(file.path()));
                }
                moveUp(unfinished, data);
            } catch (IOException | RuntimeException e) {
                clear(data, made);
                throw e;
            }
            return new Outcome(
                    manifest.created(), manifest.database(), manifest.files().size());
        } catch (ZipException | NoSuchFileException e) {
            throw VedetteException.badInput(backup + " is no backup that reads (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw VedetteException.device(
                    "cannot restore " + backup + " to " + data + " (" + e.getMessage() + "); nothing was changed", e);
        }
    }

    private static void requireEmpty(Path data) {
        if (!Files.exists(data)) {
            return;
        }
        try (Stream<Path> list = Files.list(data)) {
            if (list.findAny().isPresent()) {
                throw VedetteException.badConfiguration(
                        data + " is not empty: name a new folder with --data, or move away what is in it");
            }
        } catch (IOException e) {
            throw VedetteException.badConfiguration(data + " is no folder that can be read (" + e.getMessage() + ")");
        }
    }

    private static Manifest manifest(ZipFile zip, Path backup) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.NAME);
        if (entry == null) {
            throw VedetteException.badInput(backup + " is no backup of vedette serve: it has no " + Manifest.NAME);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Manifest.read(in);
        }
    }

    private static void extract(ZipFile zip, Manifest.Entry file, Path target) throws IOException {
        ZipEntry entry = zip.getEntry(file.path());
        if (entry == null) {
            throw VedetteException.badInput("the backup is damaged: " + file.path() + " is missing");
        }
        Files.createDirectories(target.getParent());
        PrivateFiles.makeFile(target);
        MessageDigest digest = Manifest.sha256();
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = new DigestOutputStream(Files.newOutputStream(target), digest)) {
            in.transferTo(out);
        }
        if (!Manifest.text(digest).equals(file.sha256())) {
            throw VedetteException.badInput("the backup is damaged: " + file.path() + " has another checksum");
        }
    }

    private static void moveUp(Path unfinished, Path data) throws IOException {
        try (Stream<Path> list = Files.list(unfinished)) {
            for (Path part : list.toList()) {
                Files.move(part, data.resolve(part.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.delete(unfinished);
    }

    /** Leaves the folder as it was found. */
    private static void clear(Path data, boolean made) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(data)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            if (made || !path.equals(data)) {
                Files.delete(path);
            }
        }
    }
}
