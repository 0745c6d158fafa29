package dev.vedette.flink;

import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** A folder of detector files that are named by the SHA-256 of their bytes, so that one that was replaced is another. */
public record DetectorStore(String folder) {
    /**
     * Puts a detector in.
     *
     * @return its SHA-256, in small hexadecimal digits
     * @throws VedetteException bad input, when it is no sound detector; device, when it cannot be stored
     */
    public String put(Path file) {
        byte[] bytes = bytes(file, Category.BAD_INPUT);
        String hash = hash(bytes);
        parsed(bytes, file.toString());
        Path stored = file(hash);
        try {
            FileSystem system = stored.getFileSystem();
            if (!system.exists(stored)) {
                try (OutputStream out = system.create(stored, WriteMode.NO_OVERWRITE)) {
                    out.write(bytes);
                }
            }
            return hash;
        } catch (IOException e) {
            throw VedetteException.device(
                    "cannot write " + stored + " (" + e.getMessage() + "): make room or choose another output", e);
        }
    }

    /**
     * Puts in what a place has for cameras, each detector once, when it is first asked for.
     *
     * @param place a folder with CAMERA.vedette, or one detector for all
     * @return from a camera to the SHA-256 of its detector; empty where it has none
     * @throws VedetteException bad input, when there is no such place
     */
    public UnaryOperator<String> ofCameras(Path place) {
        boolean one = !Places.isFolder(place, "a folder of detectors, or one detector for all cameras");
        Map<String, String> hashes = new HashMap<>();
        return camera -> hashes.computeIfAbsent(one ? "" : camera, first -> {
            Path file = one ? place : Places.in(place, camera + ".vedette");
            return Places.exists(file) ? put(file) : "";
        });
    }

    /** That a place has a detector for none of the cameras, of which one is called so. */
    public static VedetteException nothingIn(Path place, String camera) {
        return VedetteException.badInput(
                place + " holds no detector for any camera, expected files such as " + camera + ".vedette");
    }

    /**
     * A detector that was put in.
     *
     * @throws VedetteException bad input, when it is not what its name promises; device, when it cannot be read: others can
     */
    public Detector read(String hash) {
        Path file = file(hash);
        byte[] bytes = bytes(file, Category.DEVICE);
        String found = hash(bytes);
        if (!found.equals(hash)) {
            throw VedetteException.badInput(
                    file + " has the SHA-256 " + found + ", expected " + hash + ": it was changed while the job ran");
        }
        return parsed(bytes, file.toString());
    }

    private Path file(String hash) {
        return new Path(new Path(folder), hash + ".vedette");
    }

    private static byte[] bytes(Path file, Category fault) {
        try (InputStream in = file.getFileSystem().open(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new VedetteException(fault, "cannot read the detector " + file + " (" + e.getMessage() + ")", e);
        }
    }

    private static Detector parsed(byte[] bytes, String name) {
        try {
            java.nio.file.Path copy = Files.createTempFile("vedette-", ".vedette");
            try {
                Files.write(copy, bytes);
                return DetectorFile.read(copy);
            } catch (VedetteException e) {
                throw new VedetteException(
                        e.category(), String.valueOf(e.getMessage()).replace(copy.toString(), name), e);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw Places.noRoom(e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw VedetteException.internal("every Java has SHA-256", e);
        }
    }
}
