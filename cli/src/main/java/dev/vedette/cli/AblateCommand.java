package dev.vedette.cli;

import dev.vedette.cli.recipe.RowTable;
import dev.vedette.training.recipe.Recipe;
import dev.vedette.video.ResultFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette ablate}, {@code vedette reproduce}: the rows of a recipe, learned and measured. */
@Command(
        name = "ablate",
        aliases = "reproduce",
        description =
                "Learns and measures the rows of a recipe, and lays them side by side with the spread of their seeds and beside"
                        + " what motion, displacement and flicker alone tell. May be broken off: the same command goes on.",
        footerHeading = "%nWhat it leaves:%n",
        footer = {
            "  table.md, table.png       all rows",
            "  ROW/seed-N/               detector.vedette and what 'evaluate' leaves",
            "  learned/                  checkpoints and curves, for going on"
        })
final class AblateCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final RecipeOptions options = new RecipeOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "vedette-rows",
            description = "Where to put the results, and to go on from (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        RecipeRun run = new RecipeRun(options, output, out);
        Recipe recipe = run.recipe();
        ResultFolder.make(output);
        RowTable table = new RowTable(run.all());
        String seeds = recipe.seeds().size() == 1
                ? "seed " + recipe.seeds().get(0)
                : "mean ± standard deviation of the seeds " + recipe.seeds();
        String heading = recipe.name() + " on " + recipe.dataset() + ": " + recipe.about() + " AUC in %, " + seeds
                + ", version " + ManifestVersion.version() + ".";
        out.println();
        out.println(heading);
        table.print(out);
        table.write(output.resolve("table.md"), heading);
        table.plot(output.resolve("table.png"), recipe.name());
        out.println();
        out.println("Table, plot and every row's results: " + output);
        out.flush();
    }
}
