package dev.vedette.video.dataset;

import dev.vedette.video.ReadOptions;
import java.nio.file.Path;

/** One way in which data sets lie in folders. Stateless, safe for use by several threads. */
interface DatasetLayout {
    /** For reports: {@code UCSD Pedestrian}. */
    String name();

    /** What its folder must hold, for the message that lists all layouts. */
    String contents();

    /** Whether a folder looks like one of these; only names are looked at. */
    boolean matches(Path folder);

    /** Reads a folder that matches, labels included. */
    Dataset read(Path folder, ReadOptions options);
}
