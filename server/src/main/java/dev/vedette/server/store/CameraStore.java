package dev.vedette.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.CameraConfig;
import java.util.List;

/** Cameras that were added on the page or over REST; their addresses, which may hold passwords, are sealed. Thread-safe. */
public final class CameraStore {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private static final String ADDRESS = "address";

    private final Database database;
    private final SecretBox box;

    /**
     * Seals what an earlier Vedette left open.
     *
     * @throws VedetteException bad configuration, when addresses were sealed with another key
     */
    public CameraStore(Database database, SecretBox box) {
        this.database = database;
        this.box = box;
        List<JsonNode> open = trees().stream()
                .filter(tree -> !box.isSealed(tree.path(ADDRESS).asText()))
                .toList();
        if (!open.isEmpty()) {
            open.forEach(tree -> put(camera(tree)));
            database.forgetWhatWasChanged();
        }
    }

    public List<CameraConfig> all() {
        return trees().stream().map(this::camera).toList();
    }

    private List<JsonNode> trees() {
        return database
                .with(handle -> handle.createQuery("SELECT config FROM camera ORDER BY name")
                        .mapTo(String.class)
                        .list())
                .stream()
                .map(CameraStore::parse)
                .toList();
    }

    private CameraConfig camera(JsonNode stored) {
        ObjectNode tree = stored.deepCopy();
        String address = tree.path(ADDRESS).asText();
        if (box.isSealed(address)) {
            tree.put(ADDRESS, box.open(address, tree.path("name").asText()));
        }
        try {
            return JSON.treeToValue(tree, CameraConfig.class);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
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

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    private static VedetteException unreadable(JsonProcessingException e) {
        return VedetteException.badInput("a camera in the store does not read (" + e.getOriginalMessage() + ")", e);
    }

    private String text(CameraConfig camera) {
        ObjectNode tree = JSON.valueToTree(camera);
        tree.put(ADDRESS, box.seal(camera.address(), camera.name()));
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw VedetteException.internal("a camera does not become JSON", e);
        }
    }
}
