package dev.vedette.cli;

import dev.vedette.engine.EngineOptions;
import java.util.Locale;

/** What runs the network. */
enum Device {
    CPU(EngineOptions.Kind.AUTO),
    CUDA(EngineOptions.Kind.CUDA);

    private final EngineOptions.Kind engine;

    Device(EngineOptions.Kind engine) {
        this.engine = engine;
    }

    EngineOptions.Kind engine() {
        return engine;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
