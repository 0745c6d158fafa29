package dev.vedette.flink.results;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a connection needs beside its address, such as user and password: a file of properties that every machine reads itself, so that
 * no secret travels with the job or shows on Flink's page.
 *
 * @param file absolute path, without a character that has a meaning in references to it; null where nothing is needed
 */
record ConnectionSettings(@Nullable String file) implements Serializable {
    static ConnectionSettings of(Optional<String> file) {
        ConnectionSettings settings = new ConnectionSettings(
                file.map(path -> Path.of(path).toAbsolutePath().normalize().toString())
                        .orElse(null));
        settings.read();
        return settings;
    }

    /** @throws VedetteException bad configuration, when the file cannot be read */
    Properties read() {
        Properties properties = new Properties();
        if (file != null) {
            try (Reader in = Files.newBufferedReader(Path.of(file))) {
                properties.load(in);
            } catch (IOException | IllegalArgumentException e) {
                throw VedetteException.badConfiguration("the settings of the connection in " + file
                        + " cannot be read (" + e.getMessage()
                        + "): expected a file of lines such as user=vedette that every machine sees");
            }
        }
        return properties;
    }

    void requireNone(String to) {
        if (file != null) {
            throw VedetteException.badConfiguration(
                    "settings of a connection were given, but " + to + " files need none: leave them out");
        }
    }
}
