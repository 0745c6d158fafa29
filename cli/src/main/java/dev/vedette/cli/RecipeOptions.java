package dev.vedette.cli;

import dev.vedette.training.recipe.Recipe;
import dev.vedette.video.dataset.Dataset;
import dev.vedette.video.dataset.Datasets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which recipe, on which data set, and how much of it. */
final class RecipeOptions {
    @Parameters(index = "0", paramLabel = "RECIPE", description = "A YAML file, like those in the folder recipes.")
    @SuppressWarnings("NullAway.Init")
    private Path recipe;

    @Parameters(
            index = "1",
            paramLabel = "DATASET",
            description = "Folder of the data set that the recipe is made for (docs/datasets.md).")
    @SuppressWarnings("NullAway.Init")
    private Path dataset;

    @Option(names = "--row", paramLabel = "NAME", description = "Only this row; may be repeated (default: all).")
    private List<String> rows = List.of();

    @Option(names = "--seeds", paramLabel = "N", split = ",", description = "Instead of the recipe's.")
    private List<Long> seeds = List.of();

    @Option(names = "--threads", paramLabel = "N", description = "Threads that compute (default: one for each core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private final FootageOptions footage = new FootageOptions();

    Recipe read() {
        Recipe whole = Recipe.read(recipe);
        Recipe some = rows.isEmpty() ? whole : whole.withRows(rows);
        return seeds.isEmpty() ? some : some.withSeeds(seeds);
    }

    Dataset dataset() {
        return Datasets.open(dataset, footage.readOptions());
    }

    int threads() {
        return threads;
    }
}
