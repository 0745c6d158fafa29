package dev.vedette.server.web;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import dev.vedette.server.config.CameraConfig;
import dev.vedette.verify.fuzz.Outside;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies of requests, as every record that a request may bring. */
class RequestBodyFuzzTest {
    private static final List<Class<? extends Record>> BODIES = List.of(
            CameraConfig.class,
            CameraRoutes.Zones.class,
            CameraRoutes.NewSchedule.class,
            AccountRoutes.Credentials.class,
            AccountRoutes.NewAccount.class,
            AccountRoutes.NewPassword.class,
            AccountRoutes.NewToken.class,
            EventRoutes.Said.class,
            EventRoutes.Kept.class);

    static Stream<String> seeds() {
        return Stream.of(
                "",
                "null",
                "{\"name\": \"yard\", \"address\": \"rtsp://a:b@10.0.0.5/x\", \"rate\": 5, \"width\": 960, \"transport\":"
                        + " \"udp\", \"speed\": 1, \"loop\": true, \"alertsPerDay\": 3}",
                "{\"name\": \"a\", \"role\": \"viewer\", \"password\": \"b\", \"label\": \"c\", \"old\": \"d\"}",
                "{\"name\": \"a\", \"address\": \"street:\", \"zones\": [{\"kind\": \"ignored\", \"corners\": [{\"x\": 0, \"y\": 0},"
                        + " {\"x\": 0.4, \"y\": 0}, {\"x\": 0.3, \"y\": 1}]}]}",
                "{\"zones\": [{\"kind\": \"watched\", \"corners\": [{\"x\": 0, \"y\": 0}, null]}, null]}",
                "{\"schedule\": {\"timeZone\": \"Europe/Berlin\", \"hours\": [{\"days\": [\"mon\"], \"from\": \"18:00\", \"to\":"
                        + " \"24:00\"}]}}",
                "{\"schedule\": {\"timeZone\": \"+99\", \"hours\": [{\"days\": [], \"from\": \"٣:00\", \"to\": \"\"}, null]}}",
                "{\"feedback\": \"good\", \"kept\": true}",
                "{\"name\": \"y\", \"address\": \"street:\", \"rate\": 1e999, \"width\": 99999999999999999999}",
                "[".repeat(3000),
                "{\"name\":{\"name\":[{}]}}");
    }

    @Timeout(Outside.PATIENCE)
    @MethodSource("seeds")
    @FuzzTest
    void isTakenOrRefused(@NotNull String body) {
        for (Class<? extends Record> type : BODIES) {
            try {
                Json.parse(body, type);
            } catch (VedetteException e) {
                if (e.category() != Category.BAD_CONFIGURATION) {
                    throw e;
                }
            }
        }
    }
}
