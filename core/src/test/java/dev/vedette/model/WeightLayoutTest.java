package dev.vedette.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightLayoutTest {
    @ParameterizedTest
    @CsvSource({"640, 320, 16, 3042560", "320, 160, 8, 2402048"})
    void equalsTheAuthorsCheckpoints(int width, int height, int patch, long parameters) throws Exception {
        Path listing = Path.of(
                getClass().getResource("/golden/state_dict_p" + patch + ".tsv").toURI());
        NetworkConfig network = NetworkConfig.paper(width, height, patch);

        List<String> rows =
                WeightLayout.of(network).stream().map(WeightLayoutTest::row).toList();

        assertThat(rows).isEqualTo(Files.readAllLines(listing).stream().skip(1).toList());
        assertThat(Weights.parameters(network)).isEqualTo(parameters);
    }

    private static String row(WeightSpec spec) {
        String kind =
                switch (spec.kind()) {
                    case PARAMETER -> "param";
                    case FIXED -> "fixed";
                    case STATISTIC, COUNTER -> "buffer";
                };
        String decay = spec.kind() == WeightSpec.Kind.PARAMETER ? (spec.decays() ? "0.05" : "0") : "";
        String type = spec.kind() == WeightSpec.Kind.COUNTER ? "int64" : "float32";
        return String.join("\t", spec.name(), spec.shape().toString(), type, kind, decay);
    }
}
