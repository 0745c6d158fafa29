package dev.vedette.cli;

import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.engine.OnnxExport;
import dev.vedette.fault.AtomicFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.Safetensors;
import dev.vedette.model.Tensor;
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
        description = {
            "Writes a detector's network for other programs, as ONNX or safetensors by the ending of FILE.",
            "",
            "An ONNX model is run in ONNX Runtime and compared with Vedette's own engine before it is written."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vedette export gate.vedette -o gate.onnx            network and weights",
            "  vedette export gate.vedette -o gate.safetensors     weights under the authors' names"
        })
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
        boolean onnx = name.endsWith(".onnx");
        if (!onnx && !name.endsWith(".safetensors")) {
            throw VedetteException.badConfiguration(
                    "cannot export to " + output + ": the ending tells the format, expected .onnx or .safetensors");
        }
        Detector detector = DetectorFile.read(file);
        if (onnx) {
            OnnxExport.write(detector.network(), detector.weights(), output);
            say(
                    "Exported ONNX, run and compared: images [N, 9, %d, %d], kept [N, %d], restore [N, %d] -> %s%n",
                    detector.network().frameHeight(),
                    detector.network().frameWidth(),
                    detector.network().keptTokens(),
                    detector.network().tokens(),
                    output);
        } else {
            Map<String, Tensor> tensors = detector.weights().asMap();
            AtomicFile.write(output, stream -> Safetensors.write(stream, tensors, Map.of("format", "pt")));
            say("Exported %d tensors -> %s%n", tensors.size(), output);
        }
        return 0;
    }

    private void say(String format, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, format, values);
        out.flush();
    }
}
