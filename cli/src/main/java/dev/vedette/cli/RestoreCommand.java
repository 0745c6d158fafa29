package dev.vedette.cli;

import dev.vedette.server.backup.Restore;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code vedette serve restore}: a server's folder from a backup. */
@Command(
        name = "restore",
        description =
                "Makes a server's folder of a backup, whole or not at all. The folder must be empty or not be there.")
final class RestoreCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private ServeCommand serve;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    @SuppressWarnings("NullAway.Init")
    private Path backup;

    @Override
    public void run() {
        Restore.Outcome outcome = Restore.read(backup, serve.data());
        PrintWriter out = spec.commandLine().getOut();
        out.println("Restored " + outcome.files() + " files of " + outcome.created() + " to " + serve.data());
        if (!outcome.database()) {
            out.println("The database of PostgreSQL was not in it: restore it with pg_restore or psql");
        }
        out.flush();
    }
}
