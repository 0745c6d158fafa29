package dev.vedette.flink.results;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.archive.ResultPlace;
import java.util.List;
import java.util.Locale;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Where rows go. */
public interface ResultTarget {
    /**
     * A video whose results are to come.
     *
     * @param video path below the footage's folder
     */
    record Expected(String camera, String video) {}

    /**
     * Makes ready what rows go into, here and before the job begins. What a database holds of the same videos is removed.
     *
     * @throws VedetteException bad configuration, when it cannot be reached with what was given; device, when it fails
     */
    void prepare(List<Expected> videos) throws InterruptedException;

    /** Leads rows of all tables there. */
    void take(DataStream<Row> rows);

    /**
     * The place that a job names.
     *
     * @param set tables that it has
     * @param output folder of the job, for files
     * @throws VedetteException bad configuration, when there is no such kind of place
     */
    static ResultTarget of(ResultPlace place, TableSet set, Path output) {
        ConnectionSettings settings = ConnectionSettings.of(place.settings());
        String to = place.to();
        if (to.startsWith(JdbcTarget.SCHEME)) {
            return JdbcTarget.of(to, settings, set);
        }
        if (to.startsWith(KafkaTarget.SCHEME)) {
            return KafkaTarget.of(to, settings, set);
        }
        for (FileFormat format : FileFormat.values()) {
            if (to.equals(format.name().toLowerCase(Locale.ROOT))) {
                settings.requireNone(to);
                return new FileTarget(set.tables(), format, output);
            }
        }
        // Not told back: it may hold a password.
        throw VedetteException.badConfiguration("there is no such place for results: expected csv, parquet, "
                + JdbcTarget.EXAMPLE + " or " + KafkaTarget.EXAMPLE);
    }
}
