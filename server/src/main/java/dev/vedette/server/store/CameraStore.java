package dev.vedette.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.CameraConfig;
import java.util.List;

/** Cameras that were added on the page or over REST. Thread-safe. */
public final class CameraStore {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private final Database database;

    public CameraStore(Database database) {
        this.database = database;
    }

    public List<CameraConfig> all() {
        return database
                .with(handle -> handle.createQuery("SELECT config FROM camera ORDER BY name")
                        .mapTo(String.class)
                        .list())
                .stream()
                .map(CameraStore::parse)
                .toList();
    }

    /** Adds it, or puts it in the place of the one with its name. */
    public void put(CameraConfig camera) {
        String json = text(camera);
        database.use(handle -> handle.execute(
                "INSERT INTO camera (name, config) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET config ="
                        + " excluded.config",
                camera.name(),
                json));
    }

    public void remove(String name) {
        database.use(handle -> handle.execute("DELETE FROM camera WHERE name = ?", name));
    }

    private static CameraConfig parse(String json) {
        try {
            return JSON.readValue(json, CameraConfig.class);
        } catch (JsonProcessingException e) {
            throw VedetteException.badInput("a camera in the store does not read (" + e.getOriginalMessage() + ")", e);
        }
    }

    private static String text(CameraConfig camera) {
        try {
            return JSON.writeValueAsString(camera);
        } catch (JsonProcessingException e) {
            throw VedetteException.internal("a camera does not become JSON", e);
        }
    }
}
