package dev.vedette.flink.live;

import java.util.Locale;

/** A kind of result: a folder of CSV files for each day, each with these columns. */
public enum WatchTable {
    /** A row for every event that is over. */
    EVENTS("camera,event,start,end,peak,peak_score,threshold,left,top,right,bottom,first_frame,last_frame,peak_frame"),
    /** A row for every minute with scores. */
    MINUTES("camera,minute,frames,scored,dropped,mean,highest,alarms,events"),
    /** A row for every change of how a camera is. */
    CAMERAS("camera,time,state,reason,frames,scored,dropped,reconnects,events");

    private final String columns;

    WatchTable(String columns) {
        this.columns = columns;
    }

    String columns() {
        return columns;
    }

    /** Name of its folder, and what names of its files begin with. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
