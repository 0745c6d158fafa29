package dev.vedette.flink.results;

import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The small tables as CSV files in the job's folder, wherever results go, so that what came of a job can be told. */
public final class JobReport {
    private JobReport() {}

    /** @param folder of the job */
    public static void of(DataStream<Row> rows, Path folder) {
        FileTarget.take(rows, Table.VIDEOS, FileFormat.CSV, folder);
        FileTarget.take(rows, Table.SET_ASIDE, FileFormat.CSV, folder);
    }
}
