package dev.vedette.cli;

import dev.vedette.fault.VedetteException.Category;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code vedette} command: learns what is normal in front of a fixed camera and points at what is not. */
@Command(
        name = "vedette",
        description =
                "Learns what is normal in front of a fixed camera, from unlabelled footage, and points at what is not.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = ManifestVersion.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        subcommands = {
            DemoCommand.class,
            TrainCommand.class,
            DetectCommand.class,
            ClusterCommand.class,
            ServeCommand.class,
            EvaluateCommand.class,
            AblateCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            InfoCommand.class,
            BenchmarkCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all went well",
            "2:wrong options or a configuration that cannot work",
            "3:unusable input: footage, labels, weights",
            "4:a file of a format version that this version does not read",
            "5:disk, memory, processor or a missing native library",
            "70:a defect of vedette itself",
            "130:interrupted"
        })
public final class Vedette implements Callable<Integer> {
    private static final long SECONDS_TO_TIDY_UP = 10;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log what is done, and show stack traces of errors.")
    private boolean verbose;

    private Vedette() {}

    /** A fresh command line with all subcommands; its exit codes are those of {@code FaultReport}. */
    public static CommandLine commandLine() {
        Vedette vedette = new Vedette();
        FaultReport faults = new FaultReport(() -> vedette.verbose);
        CommandLine command = new CommandLine(vedette);
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setParameterExceptionHandler(faults);
        command.setExecutionExceptionHandler(faults);
        command.setExecutionStrategy(parsed -> {
            Logging.configure(vedette.verbose);
            return execute(parsed, faults);
        });
        return command;
    }

    /** Errors of the virtual machine are faults of the machine at hand and reported like all others. */
    private static int execute(ParseResult parsed, FaultReport faults) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (LinkageError | OutOfMemoryError e) {
            return faults.report(e, parsed.commandSpec().commandLine());
        }
    }

    /** Runs one command and ends the process. An interrupt (Ctrl-C) lets the command put its files in order first. */
    public static void main(String[] arguments) {
        Thread command = Thread.currentThread();
        CountDownLatch done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruptAndWait(command, done), "vedette-interrupt"));
        int exitCode = commandLine().execute(arguments);
        done.countDown();
        System.exit(exitCode);
    }

    /**
     * When the command does not end in time, the process is stopped at once: an ordinary exit would tear native libraries down
     * under the thread that is still in them.
     */
    private static void interruptAndWait(Thread command, CountDownLatch done) {
        command.interrupt();
        try {
            if (done.await(SECONDS_TO_TIDY_UP, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            command.interrupt();
        }
        System.err.println("vedette: interrupted");
        Runtime.getRuntime().halt(FaultReport.INTERRUPTED);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return Category.BAD_CONFIGURATION.exitCode();
    }
}
