package dev.vedette.flink;

import dev.vedette.fault.VedetteException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The jars that workers of a cluster need beside Flink's: this module's, and those that the build has listed for it. */
final class WorkerJars {
    private static final String LIST = "worker-jars";
    private static final String OWN = "vedette-flink-";

    private WorkerJars() {}

    /** @throws VedetteException device, when this Vedette does not run from its distribution */
    static List<org.apache.flink.core.fs.Path> ofClassPath() {
        Map<String, Path> byName = new HashMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry).toAbsolutePath();
            byName.put(String.valueOf(jar.getFileName()), jar);
        }
        List<org.apache.flink.core.fs.Path> jars = new ArrayList<>();
        byName.forEach((name, jar) -> {
            if (name.startsWith(OWN) && name.endsWith(".jar")) {
                jars.add(new org.apache.flink.core.fs.Path(jar.toUri()));
            }
        });
        for (String name : names()) {
            @Nullable Path jar = byName.get(name);
            if (jar == null) {
                throw VedetteException.device(
                        "there is no " + name
                                + " on the class path to give to the cluster: run the distribution's command",
                        null);
            }
            jars.add(new org.apache.flink.core.fs.Path(jar.toUri()));
        }
        return jars;
    }

    /** File names, as the build has listed them. */
    static List<String> names() {
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
