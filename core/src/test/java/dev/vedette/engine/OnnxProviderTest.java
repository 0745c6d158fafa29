package dev.vedette.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import dev.vedette.fault.VedetteException.Category;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ONNX Runtime 1.29 said where something was missing, shortened. */
class OnnxProviderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    FAIL : Failed to load library libonnxruntime_providers_cuda.so with error: libcublasLt.so.12: no such file | libcublasLt.so.12: no such file
                    FAIL : "device_id": CUDA failure 100: no CUDA-capable device is detected ; GPU=-1 ; hostname=vm ; file=/x | no CUDA-capable device is detected
                    something else | something else
                    """)
    void whatIsMissingIsSaidWithoutItsOwnPlaces(String said, String reason) {
        assertThat(OnnxProvider.CUDA.fault(new OrtException(said)))
                .hasMessageStartingWith("ONNX Runtime cannot score on a GPU here (" + reason + "): ")
                .extracting(fault -> fault.category())
                .isEqualTo(Category.DEVICE);
    }
}
