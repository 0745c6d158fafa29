package dev.vedette.flink;

import dev.vedette.fault.PendingFile;
import dev.vedette.fault.VedetteException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The jars that workers of a cluster need beside Flink's: this module's, and those that the build has listed for it. */
final class WorkerJars {
    private static final String LIST = "worker-jars";
    private static final String OURS = "vedette-";

    private WorkerJars() {}

    /** @throws VedetteException as {@link FlinkCluster#install} */
    static List<Path> copyTo(Path lib) {
        if (!Files.isDirectory(lib)) {
            throw VedetteException.badInput(lib + " is no folder, expected the lib folder of an Apache Flink");
        }
        List<Path> jars = ofClassPath();
        requireNoOther(lib, jars);
        List<Path> copies = new ArrayList<>();
        for (Path jar : jars) {
            Path copy = lib.resolve(jar.getFileName());
            try (PendingFile pending = PendingFile.beside(copy)) {
                try {
                    Files.copy(jar, pending.temporary());
                } catch (IOException e) {
                    throw pending.failed(e);
                }
                pending.publish();
            }
            copies.add(copy);
        }
        return List.copyOf(copies);
    }

    private static void requireNoOther(Path lib, List<Path> jars) {
        List<String> names =
                jars.stream().map(jar -> jar.getFileName().toString()).toList();
        try (Stream<Path> files = Files.list(lib)) {
            List<String> others = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(OURS) && !names.contains(name))
                    .sorted()
                    .toList();
            if (!others.isEmpty()) {
                throw VedetteException.badInput(lib + " holds another Vedette (" + String.join(", ", others)
                        + "), expected none: remove it first");
            }
        } catch (IOException e) {
            throw VedetteException.badInput(lib + " cannot be listed (" + e.getMessage() + "); check its rights", e);
        }
    }

    private static List<Path> ofClassPath() {
        Map<String, Path> byName = new HashMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry).toAbsolutePath();
            byName.put(String.valueOf(jar.getFileName()), jar);
        }
        List<Path> jars = new ArrayList<>();
        jars.add(own());
        for (String name : names()) {
            @Nullable Path jar = byName.get(name);
            if (jar == null) {
                throw missing(name);
            }
            jars.add(jar);
        }
        return jars;
    }

    private static Path own() {
        Path own = Path.of(URI.create(WorkerJars.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        if (!Files.isRegularFile(own)) {
            throw missing("jar of this module");
        }
        return own;
    }

    private static VedetteException missing(String jar) {
        return VedetteException.device(
                "there is no " + jar + " on the class path to copy: run the distribution's command", null);
    }

    private static List<String> names() {
        try (@Nullable InputStream in = WorkerJars.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw VedetteException.internal("the build has listed no jars for workers", null);
            }
            List<String> names = new ArrayList<>();
            for (String path : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split(",")) {
                names.add(path.substring(path.lastIndexOf('/') + 1));
            }
            return names;
        } catch (IOException e) {
            throw VedetteException.internal("the list of jars for workers cannot be read", e);
        }
    }
}
