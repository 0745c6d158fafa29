package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** How the command behaves before any subcommand does. */
class VedetteTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = Vedette.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    @Test
    void saysItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("vedette ").contains("Java ");
    }

    @Test
    void aWrongOptionIsOneLineThatLeadsToTheHelp() {
        assertThat(run("detect", "--frobnicate", "x.mp4", "-m", "y.vedette")).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("vedette: ")
                .contains("--frobnicate")
                .endsWith("; see 'vedette detect --help'");
    }

    @Test
    void aMissingOptionIsNamed() {
        assertThat(run("detect", "x.mp4")).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("--model");
    }

    @Test
    void aMisspeltCommandIsNoInternalError() {
        assertThat(run("detct")).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("detct");
    }

    @Test
    void withoutACommandItExplainsItself() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("demo", "train", "detect", "evaluate", "Exit codes");
    }

    @Test
    void everyCommandHasHelp() {
        Vedette.commandLine().getSubcommands().forEach((name, command) -> {
            assertThat(command.getUsageMessage()).as(name).startsWith("Usage: vedette " + command.getCommandName());
            assertThat(command.getCommandSpec().usageMessage().description())
                    .as(name)
                    .isNotEmpty();
        });
    }

    @Test
    void stackTracesComeOnlyWithVerbose() {
        assertThat(run("info", "/no/such/file.vedette")).isEqualTo(3);
        assertThat(err.toString().lines()).hasSize(1);

        assertThat(run("info", "/no/such/file.vedette", "--verbose")).isEqualTo(3);
        assertThat(err.toString()).contains("VedetteException").contains("\tat ");
    }
}
