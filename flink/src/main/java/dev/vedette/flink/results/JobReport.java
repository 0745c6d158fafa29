package dev.vedette.flink.results;

import java.util.List;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The small tables of an archive as CSV files in the job's folder, wherever results go, so that what came of a job can be told. */
public final class JobReport {
    static final List<Table> TABLES = List.of(Table.VIDEOS, Table.SET_ASIDE);

    private JobReport() {}

    /** @param folder of the job */
    public static void of(DataStream<Row> rows, Path folder) {
        TABLES.forEach(table -> FileTarget.take(rows, table, FileFormat.CSV, folder));
    }
}
