package dev.vedette.verify.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What holds for everything that comes from outside: it is taken, or refused in one clear line that blames it and not us. */
public final class Outside {
    /** Seconds that an input may take: the first bears the start of Jazzer, which takes half a minute where a machine is busy. */
    public static final int PATIENCE = 60;

    private Outside() {}

    public static void takenOrRefused(Runnable reading) {
        try {
            reading.run();
        } catch (VedetteException e) {
            assertThat(e.category())
                    .as("category of: " + e)
                    .isIn(Category.BAD_INPUT, Category.BAD_CONFIGURATION, Category.UNSUPPORTED_VERSION);
            assertThat(String.valueOf(e.getMessage()).lines())
                    .as("one line: " + e)
                    .hasSize(1);
        }
    }

    /** A file that is written anew for each input. */
    public static Path file(String name) {
        try {
            Path folder = Files.createTempDirectory("vedette-fuzz");
            folder.toFile().deleteOnExit();
            Path file = folder.resolve(name);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder that need not be there, with all that is in it. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A zip of two entries: what is in them is worth more than a container that is broken. */
    static byte[] zip(String firstName, byte[] first, String secondName, byte[] second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(0);
            zip.putNextEntry(new ZipEntry(firstName));
            zip.write(first);
            zip.putNextEntry(new ZipEntry(secondName));
            zip.write(second);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
