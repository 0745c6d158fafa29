package dev.vedette.cli;

import dev.vedette.server.VedetteServer;
import dev.vedette.server.config.ConfigFile;
import dev.vedette.server.config.PostgresUrl;
import dev.vedette.server.config.ServeConfig;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code vedette serve}: watches cameras day and night, with a page. */
@Command(
        name = "serve",
        description =
                "Watches cameras day and night: learns them in the background, keeps events with clips, shows a page.",
        subcommands = {BackupCommand.class, RestoreCommand.class},
        footerHeading = "%nFirst steps:%n",
        footer = {
            "  vedette serve             then open http://127.0.0.1:8080",
            "  docs/serve.md             configuration, security, what is kept where"
        })
final class ServeCommand implements Runnable {
    private static final Path USUAL_CONFIG = Path.of("vedette.yaml");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "The configuration (default: vedette.yaml, if there is one). Changes of it are applied at once.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            defaultValue = "vedette-data",
            description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of the page, before the configuration's (usually 8080).")
    private @Nullable Integer port;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        ServeConfig read = withPort(read());
        try (VedetteServer server = VedetteServer.start(read, data)) {
            server.firstPassword()
                    .ifPresent(password -> out.println("First account: admin, password " + password
                            + " (told only now; change it on the page under Settings)"));
            server.follow(config == null ? USUAL_CONFIG : config, this::withPort);
            out.println("Watching; the page is at " + read.webOrUsual().scheme() + "://"
                    + read.webOrUsual().address() + ":" + server.port() + "/");
            out.flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            out.println("Ended");
            out.flush();
        }
    }

    Path data() {
        return data;
    }

    /** Where the store is, if it is no file. */
    Optional<PostgresUrl> postgres() {
        return read().storeOrUsual().postgres();
    }

    private ServeConfig read() {
        if (config != null) {
            return ConfigFile.read(config, System::getenv);
        }
        return Files.exists(USUAL_CONFIG) ? ConfigFile.read(USUAL_CONFIG, System::getenv) : ServeConfig.EMPTY;
    }

    private ServeConfig withPort(ServeConfig read) {
        return port == null ? read : read.withPort(port);
    }
}
