package dev.vedette.cli;

import dev.vedette.cli.benchmark.EngineComparison;
import dev.vedette.cli.benchmark.Machine;
import dev.vedette.cli.text.TextTable;
import dev.vedette.engine.ProductCeiling;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.training.recipe.NetworkSize;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette benchmark compare}: engines side by side, and beside what the machine can do at best. */
@Command(
        name = "compare",
        description =
                "Runs the same network on the same frames on every engine in turn, and measures how fast the machine multiplies"
                        + " matrices at best. ONNX Runtime computes each frame on one thread, as Vedette lets it, so a batch of 1 shows one thread"
                        + " of it against all of ours. Its int8 quantises linear layers as its own tool does by default. libtorch (PyTorch's C++ library) is compared too where Vedette"
                        + " was built with the Maven profile libtorch: docs/benchmarks.md tells how. With --device cuda a GPU takes part, copies to"
                        + " it and back included. Scores of a drawn"
                        + " street's frames by an untrained network are correlated with those of the exact engine.")
final class CompareCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "640x320",
            converter = SizeConverter.class,
            description = "Frame size of the network (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private NetworkSize size;

    @Option(
            names = "--patch",
            paramLabel = "P",
            defaultValue = "16",
            description = "Side of a patch in pixels (default: ${DEFAULT-VALUE}).")
    private int patch;

    @Option(
            names = "--batch",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,8",
            description = "Frames given at once; a live camera has 1 (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private List<Integer> batches;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description =
                    "${COMPLETION-CANDIDATES}: cuda compares an NVIDIA GPU as well, with a build with 'mvn -Pcuda' (default:"
                            + " ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Device device;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that compute (default: one for each core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "2",
            description = "For each engine in each round (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "The median of as many is told (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Override
    public void run() {
        if (rounds < 1 || threads < 1 || batches.stream().anyMatch(batch -> batch < 1)) {
            throw VedetteException.badConfiguration("rounds " + rounds + ", threads " + threads + ", batches " + batches
                    + ": expected whole numbers of at least 1");
        }
        PrintWriter out = spec.commandLine().getOut();
        NetworkConfig network = NetworkConfig.paper(size.width(), size.height(), patch);
        try (EngineComparison comparison = EngineComparison.open(network, threads, device == Device.CUDA)) {
            compare(out, network, comparison);
        }
    }

    private void compare(PrintWriter out, NetworkConfig network, EngineComparison comparison) {
        out.println(Machine.describe());
        double perFrame = network.multiplyAdds();
        out.printf(
                Locale.ROOT,
                "Network %dx%d, patch %d, teacher and student: %.2f billion multiplications with addition a frame; %d threads%n%n",
                network.frameWidth(),
                network.frameHeight(),
                network.patch(),
                perFrame * 1e-9,
                threads);
        double exact = ceilings(out, perFrame);
        engines(out, comparison.run(batches, seconds, rounds), exact / perFrame);
        out.flush();
    }

    /** Gives that of float32. */
    private double ceilings(PrintWriter out, double perFrame) {
        TextTable table = new TextTable("large matrix products in", "billion a second", "frames/s that allows");
        double exact = 0;
        for (ProductCeiling.Numbers numbers : ProductCeiling.Numbers.values()) {
            OptionalDouble rate = ProductCeiling.multiplyAddsPerSecond(numbers, threads);
            exact = numbers == ProductCeiling.Numbers.FLOAT32 ? rate.orElseThrow() : exact;
            table.row(
                    numbers.name().toLowerCase(Locale.ROOT),
                    whole(rate, 1e9, "not on this processor"),
                    whole(rate, perFrame, "–"));
        }
        table.print(out);
        out.println();
        out.flush();
        return exact;
    }

    private static String whole(OptionalDouble value, double unit, String without) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.0f", value.getAsDouble() / unit) : without;
    }

    private static void engines(PrintWriter out, List<EngineComparison.Result> results, double ceiling) {
        TextTable table = new TextTable(
                "engine",
                "batch",
                "frames/s",
                "lowest",
                "highest",
                "ours is",
                "of float32 ceiling",
                "scores correlate");
        double ours = 0;
        for (EngineComparison.Result result : results) {
            ours = result.engine().equals(results.get(0).engine()) ? result.median() : ours;
            table.row(
                    result.engine(),
                    Integer.toString(result.batch()),
                    String.format(Locale.ROOT, "%.1f", result.median()),
                    String.format(Locale.ROOT, "%.1f", result.lowest()),
                    String.format(Locale.ROOT, "%.1f", result.highest()),
                    String.format(Locale.ROOT, "%.2f x as fast", ours / result.median()),
                    String.format(Locale.ROOT, "%.0f %%", 100 * result.median() / ceiling),
                    String.format(Locale.ROOT, "%.5f", result.correlation()));
        }
        table.print(out);
    }
}
