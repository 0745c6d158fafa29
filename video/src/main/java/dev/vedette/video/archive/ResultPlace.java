package dev.vedette.video.archive;

import java.util.Optional;

/**
 * Where the results of a job on a cluster go, of an archive or of live cameras.
 *
 * @param to {@code csv} or {@code parquet} files in the job's folder, a database {@code jdbc:postgresql://host/database}, or topics of
 *     {@code kafka://host:9092/prefix}
 * @param settings file of properties that the connection needs, such as user and password; every machine reads it itself
 */
public record ResultPlace(String to, Optional<String> settings) {
    /** CSV files in the job's folder. */
    public static final ResultPlace CSV = new ResultPlace("csv", Optional.empty());
}
