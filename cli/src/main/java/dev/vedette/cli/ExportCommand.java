package dev.vedette.cli;

import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.fault.AtomicFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.Safetensors;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette export}: a detector's network for other programs. */
@Command(
        name = "export",
        description = "Writes a detector's weights for other programs.",
        footerHeading = "%nExamples:%n",
        footer = {"  vedette export gate.vedette -o gate.safetensors     weights under the authors' names"})
final class ExportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "DETECTOR", description = "A .vedette file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "What to write; its ending tells the format.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Override
    public Integer call() {
        String name = String.valueOf(output.getFileName()).toLowerCase(Locale.ROOT);
        if (!name.endsWith(".safetensors")) {
            throw VedetteException.badConfiguration(
                    "cannot export to " + output + ": the ending tells the format, expected .safetensors");
        }
        PrintWriter out = spec.commandLine().getOut();
        Detector detector = DetectorFile.read(file);
        AtomicFile.write(
                output, stream -> Safetensors.write(stream, detector.weights().asMap(), Map.of("format", "pt")));
        out.printf("Exported %d tensors -> %s%n", detector.weights().asMap().size(), output);
        out.flush();
        return 0;
    }
}
