package dev.vedette.video.watch;

import dev.vedette.fault.VedetteException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A part of a camera's picture.
 *
 * @param corners of a polygon, one after the other around it, 3..64
 */
public record Zone(Kind kind, List<Corner> corners) implements Serializable {
    private static final int MOST_OF_A_CAMERA = 32;
    private static final int FEWEST = 3;
    private static final int MOST = 64;

    /** What a zone means. */
    public enum Kind {
        /** Nothing there makes an event. */
        ignored,
        /** Where there are such, only what lies in them makes events. */
        watched
    }

    /**
     * A place in the picture, as shares of its width and height from the top left.
     *
     * @param x 0..1
     * @param y 0..1
     */
    public record Corner(double x, double y) implements Serializable {
        public Corner {
            if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
                throw VedetteException.badConfiguration("a zone has a corner at x " + x + ", y " + y
                        + ", expected shares of the picture's width and height, 0 to 1");
            }
        }
    }

    public Zone {
        corners = List.copyOf(corners);
        if (corners.size() < FEWEST || corners.size() > MOST) {
            throw VedetteException.badConfiguration(
                    "a zone has " + corners.size() + " corners, expected " + FEWEST + " to " + MOST);
        }
    }

    /** What keeps zones from being those of one camera: there may be 32. */
    public static Optional<String> problem(List<Zone> zones) {
        return zones.size() <= MOST_OF_A_CAMERA
                ? Optional.empty()
                : Optional.of("there are " + zones.size() + " zones, expected at most " + MOST_OF_A_CAMERA);
    }
}
