package dev.vedette.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonRecordsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Point(int x, int y) {}

    private record Line(String name, List<Point> points) {}

    @Test
    void tellsEverythingThatIsWrong() throws Exception {
        assertThat(JsonRecords.problems(
                        JSON, JSON.readTree("{\"name\": 5, \"points\": [{\"x\": 1}], \"colour\": 1}"), Line.class))
                .containsExactly("name is 5, expected text", "points[0].y is missing", "colour is unknown");
    }

    @Test
    void ofAHostileFileItTellsAThousandFaultsAndGoesNoFurther() throws Exception {
        String points = "{},".repeat(100_000) + "{}";

        assertThat(JsonRecords.problems(
                        JSON, JSON.readTree("{\"name\": \"long\", \"points\": [" + points + "]}"), Line.class))
                .hasSizeBetween(1000, 1001);
    }
}
