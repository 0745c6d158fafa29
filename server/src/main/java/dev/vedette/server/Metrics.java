package dev.vedette.server;

import dev.vedette.server.config.CameraConfig;
import dev.vedette.server.watch.CameraStatus;
import dev.vedette.server.web.CameraControl;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Figures for Prometheus. Thread-safe. */
final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, List<Meter>> ofCameras = new HashMap<>();
    private final CameraControl cameras;
    private final Counter events;

    Metrics(CameraControl cameras, ToDoubleFunction<String> figures) {
        this.cameras = cameras;
        this.events = Counter.builder("vedette.events")
                .description("Events that ended since the start")
                .register(registry);
        for (String figure :
                List.of("disk.free.bytes", "events.stored", "events.stored.bytes", "configuration.sound")) {
            Gauge.builder("vedette." + figure, () -> figures.applyAsDouble(figure))
                    .register(registry);
        }
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    void eventEnded() {
        events.increment();
    }

    /** All of them, as Prometheus reads them. */
    synchronized String scrape() {
        List<String> names = cameras.cameras().stream().map(CameraConfig::name).toList();
        List<String> gone = ofCameras.keySet().stream()
                .filter(name -> !names.contains(name))
                .toList();
        for (String name : gone) {
            ofCameras.getOrDefault(name, List.of()).forEach(registry::remove);
            ofCameras.remove(name);
        }
        names.forEach(name -> ofCameras.computeIfAbsent(name, this::register));
        return registry.scrape();
    }

    private List<Meter> register(String name) {
        List<Meter> meters = new ArrayList<>();
        meters.add(counter(name, "frames", "Frames that came", CameraStatus::frames));
        meters.add(counter(name, "scored", "Frames that were scored", CameraStatus::scored));
        meters.add(counter(name, "dropped", "Frames that the machine was too slow for", CameraStatus::dropped));
        meters.add(counter(name, "reconnects", "Times that the camera was lost", CameraStatus::reconnects));
        meters.add(gauge(name, "fps", "Frames a second, lately", CameraStatus::framesPerSecond));
        meters.add(gauge(name, "score", "Score of the last frame", status -> status.score()
                .orElse(Double.NaN)));
        meters.add(gauge(
                name,
                "watching",
                "1 while it watches",
                status -> status.state() == CameraStatus.State.WATCHING ? 1 : 0));
        meters.add(
                gauge(name, "on.watch", "1 in the hours in which it makes events", status -> status.onWatch() ? 1 : 0));
        return meters;
    }

    private Meter counter(String camera, String what, String description, ToDoubleFunction<CameraStatus> value) {
        return FunctionCounter.builder("vedette.camera." + what, camera, name -> figure(name, value))
                .description(description)
                .tags(Tags.of("camera", camera))
                .register(registry);
    }

    private Meter gauge(String camera, String what, String description, ToDoubleFunction<CameraStatus> value) {
        return Gauge.builder("vedette.camera." + what, () -> figure(camera, value))
                .description(description)
                .tags(Tags.of("camera", camera))
                .register(registry);
    }

    private double figure(String camera, ToDoubleFunction<CameraStatus> value) {
        return cameras.status(camera).map(value::applyAsDouble).orElse(Double.NaN);
    }

    @Override
    public void close() {
        registry.close();
    }
}
