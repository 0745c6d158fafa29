package dev.vedette.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.Vedette;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import picocli.CommandLine;

/** One call of the {@code vedette} command, as typed, in this process. */
record Command(int exitCode, String out, String err) {
    static Command run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Vedette.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        int exitCode =
                command.execute(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
        return new Command(exitCode, out.toString(), err.toString());
    }

    /** It worked, and had nothing to complain about. */
    Command succeeds() {
        assertThat(err).isEmpty();
        assertThat(exitCode).isZero();
        return this;
    }

    /** It ended with this exit code and one line that says why. */
    Command fails(int code, String... says) {
        assertThat(err.lines().toList()).as("one line on standard error").hasSize(1);
        assertThat(err).startsWith("vedette: ").contains(says);
        assertThat(exitCode).isEqualTo(code);
        return this;
    }
}
