package dev.vedette.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class DenormalsTest {
    private static volatile float tiny = 1e-40f;

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void areZeroOnThatThreadAlone() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            float there = one.submit(() -> {
                        Denormals.areZeroOnThisThread();
                        return tiny * 3;
                    })
                    .get();
            assertThat(there).isZero();
            assertThat(one.submit(() -> tiny * 3).get()).as("and it stays so").isZero();
        } finally {
            one.shutdown();
        }
        assertThat(tiny * 3).isGreaterThan(0);
    }
}
