package dev.vedette.flink.results;

import static dev.vedette.flink.results.Column.flag;
import static dev.vedette.flink.results.Column.moment;
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
            TableSet.ARCHIVE,
            "scores",
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
            TableSet.ARCHIVE,
            "events",
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
    VIDEOS(
            TableSet.ARCHIVE,
            "videos",
            2,
            text("camera"),
            text("video"),
            whole("frames"),
            whole("events"),
            text("detector")),
    /** A row for every video that was given up. */
    SET_ASIDE(TableSet.ARCHIVE, "set-aside", 2, text("camera"), text("video"), whole("frames"), text("reason")),
    /** A row for every event of a live camera that is over. */
    LIVE_EVENTS(
            TableSet.LIVE,
            "events",
            3,
            text("camera"),
            moment("run"),
            whole("event"),
            moment("start"),
            moment("end"),
            moment("peak"),
            number("peak_score"),
            number("threshold"),
            number("left"),
            number("top"),
            number("right"),
            number("bottom"),
            whole("first_frame"),
            whole("last_frame"),
            whole("peak_frame")),
    /** A row for every minute of a live camera with scores. */
    LIVE_MINUTES(
            TableSet.LIVE,
            "minutes",
            3,
            text("camera"),
            moment("run"),
            moment("minute"),
            whole("frames"),
            whole("scored"),
            whole("dropped"),
            number("mean"),
            number("highest"),
            whole("alarms"),
            whole("events")),
    /** A row for every change of how a live camera is. */
    LIVE_CAMERAS(
            TableSet.LIVE,
            "cameras",
            4,
            text("camera"),
            moment("run"),
            moment("time"),
            text("state"),
            text("reason"),
            whole("frames"),
            whole("scored"),
            whole("dropped"),
            whole("reconnects"),
            whole("events"));

    private final TableSet set;
    private final String folder;
    private final int keys;
    private final List<Column> columns;

    Table(TableSet set, String folder, int keys, Column... columns) {
        this.set = set;
        this.folder = folder;
        this.keys = keys;
        this.columns = List.of(columns);
    }

    TableSet set() {
        return set;
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

    /** Name of its folder in that of the job, and what names of its files begin with. */
    public String folder() {
        return folder;
    }

    /** Its name where tables of other kinds of jobs may be, with this between words. */
    String name(char between) {
        return name().toLowerCase(Locale.ROOT).replace('_', between);
    }

    /** Where in its folder a row is: with its camera, or with its day, where there are many; both are in its cells. */
    String subfolder(Row row) {
        return switch (this) {
            // Otherwise Flink takes what is before a colon for a scheme.
            case SCORES, EVENTS -> "./" + row.camera();
            case VIDEOS, SET_ASIDE -> "";
            case LIVE_EVENTS -> day(row, "start");
            case LIVE_MINUTES -> day(row, "minute");
            case LIVE_CAMERAS -> day(row, "time");
        };
    }

    private String day(Row row, String column) {
        return row.cells().get(columns.indexOf(moment(column))).substring(0, "2026-11-27".length());
    }
}
