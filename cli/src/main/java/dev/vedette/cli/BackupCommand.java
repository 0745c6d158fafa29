package dev.vedette.cli;

import dev.vedette.server.backup.Backup;
import dev.vedette.server.config.PostgresUrl;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code vedette serve backup}: what a server knows, in one file. */
@Command(
        name = "backup",
        description =
                "Writes events with their clips, cameras, detectors and accounts into one file, while the server runs"
                        + " or not. Footage to learn from and the configuration are not in it. A database of PostgreSQL is not in it"
                        + " either: dump it with pg_dump first.")
final class BackupCommand implements Runnable {
    private static final double MEGABYTE = 1e6;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private ServeCommand serve;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The backup, a zip; one that is there is replaced when the new one is whole.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(names = "--without-clips", description = "Leave events' clips out; pictures and scores stay.")
    private boolean withoutClips;

    @Override
    public void run() {
        Optional<PostgresUrl> postgres = serve.postgres();
        Backup.Outcome outcome =
                Backup.write(serve.data(), output, postgres.isEmpty(), !withoutClips, ManifestVersion.version());
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "Wrote %s: %d events%s, %d detectors, %.1f MB%n",
                output,
                outcome.events(),
                withoutClips ? " without clips" : "",
                outcome.detectors(),
                outcome.bytes() / MEGABYTE);
        if (outcome.key()) {
            out.println("It holds the key of the cameras' passwords: keep it where nobody else reads it");
        }
        postgres.ifPresent(url -> out.println("The database " + url.shown() + " is not in it: dump it with pg_dump"));
        out.flush();
    }
}
