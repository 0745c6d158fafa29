package dev.vedette.video.scene;

/**
 * A fixed camera 4.5 m above a flat street, looking across it. Places on the ground are given in metres: x to the right of
 * the camera, z away from it. Pictures are laid out on 320 x 192 units, whatever their size in pixels.
 */
final class Perspective {
    static final double WIDTH = 320;
    static final double HEIGHT = 192;

    /** Where the houses stand. */
    static final double WALL = 24;

    static final double FAR_KERB = 19;
    static final double NEAR_KERB = 12.2;

    /** Metres above the ground. */
    static final double CAMERA_HEIGHT = 4.5;

    private static final double HORIZON = 19;
    private static final double FOCAL_LENGTH = 300;

    private Perspective() {}

    /** Units of the picture to a metre at the distance z. */
    static double scale(double z) {
        return FOCAL_LENGTH / z;
    }

    static double screenX(double x, double z) {
        return WIDTH / 2 + x * scale(z);
    }

    /** Row of a point at a height above the ground. */
    static double screenY(double z, double height) {
        return HORIZON + (CAMERA_HEIGHT - height) * scale(z);
    }

    /** Distance of the ground that is seen in a row below the horizon. */
    static double groundZ(double screenY) {
        return CAMERA_HEIGHT * FOCAL_LENGTH / (screenY - HORIZON);
    }

    static double groundX(double screenX, double z) {
        return (screenX - WIDTH / 2) / scale(z);
    }

    /** Half of the street's width that is seen at the distance z, in metres. */
    static double halfView(double z) {
        return WIDTH / 2 / scale(z);
    }
}
