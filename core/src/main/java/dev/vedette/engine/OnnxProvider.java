package dev.vedette.engine;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import dev.vedette.fault.VedetteException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of ONNX Runtime computes. */
enum OnnxProvider {
    CPU {
        @Override
        void addTo(OrtSession.SessionOptions options) {
            // It is always there.
        }

        @Override
        VedetteException fault(OrtException e) {
            return VedetteException.internal("ONNX Runtime failed: " + e.getMessage(), e);
        }
    },

    /** The first NVIDIA GPU that CUDA shows. */
    CUDA {
        @Override
        void addTo(OrtSession.SessionOptions options) throws OrtException {
            try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions()) {
                // Products in TF32 keep ten bits of a number's fraction, float32 keeps 23.
                cuda.add("use_tf32", "0");
                // The default tries all algorithms anew for every size of a batch.
                cuda.add("cudnn_conv_algo_search", "HEURISTIC");
                options.addCUDA(cuda);
            }
        }

        @Override
        VedetteException fault(OrtException e) {
            String message = Objects.toString(e.getMessage(), "");
            if (message.endsWith(NOT_IN_THIS_JAR)) {
                return VedetteException.device(
                        "this build has no CUDA: build Vedette with 'mvn -Pcuda', or score on the CPU (--device cpu)",
                        e);
            }
            return VedetteException.device(
                    "ONNX Runtime cannot score on a GPU here ("
                            + reason(message)
                            + "): it needs an NVIDIA GPU with its driver, CUDA 12.8 or a later 12, and cuDNN 9; install"
                            + " them, or score on the CPU (--device cpu)",
                    e);
        }
    };

    private static final String NOT_IN_THIS_JAR = "Failed to find CUDA shared provider";

    /** What follows the names of ONNX Runtime's own files and calls, and comes before more of them. */
    private static final Pattern REASON = Pattern.compile("(?:with error|CUDA failure \\d+): ([^;]+)");

    private static String reason(String message) {
        Matcher matcher = REASON.matcher(message);
        return (matcher.find() ? matcher.group(1) : message).strip();
    }

    abstract void addTo(OrtSession.SessionOptions options) throws OrtException;

    /** What it means that ONNX Runtime fails with this provider. */
    abstract VedetteException fault(OrtException e);
}
