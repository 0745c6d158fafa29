package dev.vedette.flink.results;

import static dev.vedette.flink.results.Column.flag;
import static dev.vedette.flink.results.Column.number;
import static dev.vedette.flink.results.Column.seconds;
import static dev.vedette.flink.results.Column.text;
import static dev.vedette.flink.results.Column.whole;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A kind of result. */
public enum Table {
    /** A row for every frame. */
    SCORES(
            3,
            text("camera"),
            text("video"),
            whole("frame"),
            seconds("time"),
            number("raw"),
            number("causal"),
            flag("alarm")),
    /** A row for every event. */
    EVENTS(
            3,
            text("camera"),
            text("video"),
            whole("event"),
            whole("first_frame"),
            whole("last_frame"),
            whole("peak_frame"),
            seconds("start"),
            seconds("end"),
            seconds("peak"),
            number("peak_score"),
            number("threshold"),
            number("left"),
            number("top"),
            number("right"),
            number("bottom")),
    /** A row for every video that was scored to its end. */
    VIDEOS(2, text("camera"), text("video"), whole("frames"), whole("events"), text("detector")),
    /** A row for every video that was given up. */
    SET_ASIDE(2, text("camera"), text("video"), whole("frames"), text("reason"));

    private final int keys;
    private final List<Column> columns;

    Table(int keys, Column... columns) {
        this.keys = keys;
        this.columns = List.of(columns);
    }

    List<Column> columns() {
        return columns;
    }

    /** The first columns: no two rows of one scoring have the same values in all of them. */
    List<Column> keys() {
        return columns.subList(0, keys);
    }

    /** First line of its CSV files. */
    public String header() {
        return columns.stream().map(Column::name).collect(Collectors.joining(","));
    }

    /** Name of its folder, and what names of its files begin with. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether there are many rows, so that each camera has a folder of its own. */
    boolean byCamera() {
        return this == SCORES || this == EVENTS;
    }
}
