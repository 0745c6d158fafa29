package dev.vedette.flink;

import java.util.Locale;

/** A kind of result: a folder of CSV files, each with these columns. */
enum Table {
    SCORES("camera,video,frame,time,raw,causal,alarm"),
    EVENTS(
            "camera,video,event,first_frame,last_frame,peak_frame,start,end,peak,peak_score,threshold,left,top,right,bottom"),
    VIDEOS("camera,video,frames,events,detector"),
    SET_ASIDE("camera,video,frames,reason");

    private final String columns;

    Table(String columns) {
        this.columns = columns;
    }

    String columns() {
        return columns;
    }

    /** Name of its folder, and what names of its files begin with. */
    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether there are many rows, so that each camera has a folder of its own. */
    boolean byCamera() {
        return this == SCORES || this == EVENTS;
    }
}
