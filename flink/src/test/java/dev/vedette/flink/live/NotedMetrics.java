package dev.vedette.flink.live;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** What Flink's reporters are given of cameras. */
public final class NotedMetrics implements MetricReporter, MetricReporterFactory {
    private static final Map<String, Gauge<?>> NOTED = new ConcurrentHashMap<>();

    /** Value of a camera's metric, from who watches it last. */
    static Object value(String camera, String metric) {
        return NOTED.get(camera + "." + metric).getValue();
    }

    static Configuration configured(Configuration configuration) {
        NOTED.clear();
        configuration.setString("metrics.reporter.noted.factory.class", NotedMetrics.class.getName());
        return configuration;
    }

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return this;
    }

    @Override
    public void open(MetricConfig config) {
        // Needs nothing.
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String camera = group.getAllVariables().get("<camera>");
        if (camera != null && metric instanceof Gauge<?> gauge) {
            NOTED.put(camera + "." + name, gauge);
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        // The last word stays.
    }
}
