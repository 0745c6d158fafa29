package dev.vedette.server.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What others were told is wrong with cameras, so that a new start tells nothing twice and what is over is told. Thread-safe. */
public final class TroubleStore {
    private final Database database;

    public TroubleStore(Database database) {
        this.database = database;
    }

    /** By the names of cameras. */
    public Map<String, String> all() {
        Map<String, String> troubles = new HashMap<>();
        database.use(handle -> handle.createQuery("SELECT camera, trouble FROM trouble")
                .map((row, context) -> troubles.put(row.getString("camera"), row.getString("trouble")))
                .list());
        return troubles;
    }

    /**
     * Keeps what is told of a camera together with the message, or neither.
     *
     * @param trouble empty where all is well, or the camera is no more
     * @param letter empty where nobody is told
     */
    public void put(String camera, Optional<String> trouble, Optional<OutboxStore.Letter> letter) {
        database.useTransaction(handle -> {
            handle.execute("DELETE FROM trouble WHERE camera = ?", camera);
            trouble.ifPresent(
                    what -> handle.execute("INSERT INTO trouble (camera, trouble) VALUES (?, ?)", camera, what));
            letter.ifPresent(message -> OutboxStore.add(handle, message));
        });
    }
}
