package dev.vedette.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which detectors each camera has had, and which one watches. Thread-safe. */
public final class DetectorStore {
    private final Database database;

    public DetectorStore(Database database) {
        this.database = database;
    }

    /**
     * A version of a camera's detector.
     *
     * @param file relative to the data folder
     * @param quality on held-out footage, 0..1; empty where it was not measured
     * @param note what a person wants to know of it
     * @param active whether it watches
     */
    public record Version(
            long id,
            String camera,
            String file,
            Instant learned,
            Optional<Double> quality,
            String note,
            boolean active) {}

    /** Adds a version; that of the same file is the same, so that nothing is doubled by trying again. @return its number */
    public long add(String camera, String file, Instant learned, Optional<Double> quality, String note) {
        return database.with(handle -> handle.createQuery("SELECT id FROM detector WHERE file = :file")
                .bind("file", file)
                .mapTo(Long.class)
                .findFirst()
                .orElseGet(() -> insert(handle, camera, file, learned, quality, note)));
    }

    private static long insert(
            Handle handle, String camera, String file, Instant learned, Optional<Double> quality, String note) {
        return handle.createUpdate("INSERT INTO detector (camera, file, learned_at, quality, note, active)"
                        + " VALUES (:camera, :file, :learned, :quality, :note, 0)")
                .bind("camera", camera)
                .bind("file", file)
                .bind("learned", learned.toEpochMilli())
                .bind("quality", quality.orElse(null))
                .bind("note", note)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /** Lets this one watch and no other of its camera. */
    public void activate(String camera, long id) {
        database.useTransaction(handle -> {
            handle.execute("UPDATE detector SET active = 0 WHERE camera = ?", camera);
            handle.execute("UPDATE detector SET active = 1 WHERE camera = ? AND id = ?", camera, id);
        });
    }

    /** Newest first. */
    public List<Version> of(String camera) {
        return database.with(
                handle -> handle.createQuery("SELECT * FROM detector WHERE camera = :camera ORDER BY id DESC")
                        .bind("camera", camera)
                        .map((row, context) -> version(row))
                        .list());
    }

    public Optional<Version> active(String camera) {
        return of(camera).stream().filter(Version::active).findFirst();
    }

    public void deleteOf(String camera) {
        database.use(handle -> handle.execute("DELETE FROM detector WHERE camera = ?", camera));
    }

    private static Version version(ResultSet row) throws SQLException {
        double quality = row.getDouble("quality");
        return new Version(
                row.getLong("id"),
                row.getString("camera"),
                row.getString("file"),
                Instant.ofEpochMilli(row.getLong("learned_at")),
                row.getObject("quality") == null ? Optional.empty() : Optional.of(quality),
                row.getString("note"),
                row.getInt("active") != 0);
    }
}
