package dev.vedette.frame;

/** A video that can be opened again and again, for instance a file or a folder of pictures. */
public interface Video {
    /** Short name for reports, unique within a data set: {@code 01}, {@code vtest.avi}. */
    String name();

    /** Frames a second, nominal; greater than 0. */
    double frameRate();

    /** Opens it at the first frame. */
    FrameSource open();
}
