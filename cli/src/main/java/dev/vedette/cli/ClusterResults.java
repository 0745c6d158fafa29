package dev.vedette.cli;

import dev.vedette.video.archive.ResultPlace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where results of a cluster go: those of archives and of live cameras alike. */
final class ClusterResults {
    @Option(
            names = "--to",
            paramLabel = "PLACE",
            defaultValue = "csv",
            // An address at the beginning of a line is not broken.
            description = {
                "Where results go (default: ${DEFAULT-VALUE}). One of",
                "csv, parquet: files in DIR",
                "jdbc:postgresql://HOST/DATABASE: tables, which are made where they are missing",
                "kafka://HOST:PORT/PREFIX: topics whose names begin with PREFIX"
            })
    @SuppressWarnings("NullAway.Init")
    private String to;

    @Option(
            names = "--to-settings",
            paramLabel = "FILE",
            description =
                    "Holds lines such as user=vedette and password=…, for the driver of PostgreSQL or the producer of Kafka. Every"
                            + " worker reads this file itself, so it is no part of the job.")
    private @Nullable String settings;

    ResultPlace place() {
        return new ResultPlace(to, Optional.ofNullable(settings));
    }
}
