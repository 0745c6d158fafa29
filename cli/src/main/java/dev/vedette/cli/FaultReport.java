package dev.vedette.cli;

import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import java.io.PrintWriter;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line on standard error what went wrong, and picks the exit code. */
final class FaultReport implements IParameterExceptionHandler, IExecutionExceptionHandler {
    /** What shells report for a process ended by Ctrl-C. */
    static final int INTERRUPTED = 130;

    private final BooleanSupplier verbose;

    FaultReport(BooleanSupplier verbose) {
        this.verbose = verbose;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String suggestion = e instanceof UnmatchedArgumentException unmatched
                        && !unmatched.getSuggestions().isEmpty()
                ? "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?"
                : "";
        say(
                command,
                oneLine(e.getMessage()) + suggestion + "; see '"
                        + command.getCommandSpec().qualifiedName() + " --help'");
        return Category.BAD_CONFIGURATION.exitCode();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        return report(e, command);
    }

    int report(Throwable fault, CommandLine command) {
        if (verbose.getAsBoolean()) {
            fault.printStackTrace(command.getErr());
        }
        if (fault instanceof CancellationException || Thread.currentThread().isInterrupted()) {
            say(command, fault.getMessage() == null ? "interrupted" : "interrupted: " + oneLine(fault.getMessage()));
            return INTERRUPTED;
        }
        if (fault instanceof VedetteException named) {
            say(command, oneLine(named.getMessage()));
            return named.category().exitCode();
        }
        if (fault instanceof OutOfMemoryError) {
            say(
                    command,
                    "out of memory (" + oneLine(fault.getMessage())
                            + "): choose a smaller size or batch, or give Java more with VEDETTE_JAVA_OPTS=-Xmx4g");
            return Category.DEVICE.exitCode();
        }
        if (fault instanceof ExceptionInInitializerError && fault.getCause() instanceof VedetteException cause) {
            return report(cause, command);
        }
        if (fault instanceof LinkageError) {
            say(
                    command,
                    "a native library cannot be loaded (" + oneLine(fault.toString())
                            + "): expected Linux or macOS on x86-64 or ARM64, or Windows on x86-64");
            return Category.DEVICE.exitCode();
        }
        say(command, "internal error (" + oneLine(fault.toString()) + "): please report it with what --verbose prints");
        return Category.INTERNAL.exitCode();
    }

    private static void say(CommandLine command, String line) {
        PrintWriter err = command.getErr();
        err.println("vedette: " + line);
        err.flush();
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "no message" : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
