package dev.vedette.video.scene;

/** Colours of pavement, kerb and road at a place on the ground. */
final class Ground {
    private static final double SLAB = 0.62;
    private static final double ZEBRA_LEFT = -1.7;
    private static final double ZEBRA_RIGHT = 1.7;
    private static final double CENTRE_LINE = 15.6;

    private Ground() {}

    /** Adds the colour, red first, with a weight. */
    static void add(double[] colour, double x, double z, double weight) {
        double stains = 1 + 0.16 * (Grain.smooth(x / 1.9, z / 1.3) - 0.5) + 0.08 * (Grain.smooth(x * 2, z * 2) - 0.5);
        if (z < Perspective.NEAR_KERB || z > Perspective.FAR_KERB) {
            pavement(colour, x, z, weight * stains);
        } else if (z < Perspective.NEAR_KERB + 0.16 || z > Perspective.FAR_KERB - 0.22) {
            add(colour, 178, 176, 170, weight);
        } else if (z < Perspective.NEAR_KERB + 0.34 || z > Perspective.FAR_KERB - 0.5) {
            add(colour, 58, 58, 60, weight);
        } else {
            road(colour, x, z, weight * stains);
        }
    }

    private static void pavement(double[] colour, double x, double z, double weight) {
        double row = z / SLAB;
        double column = x / SLAB + (Math.floor(row) % 2 == 0 ? 0.5 : 0);
        double shade = 1 + 0.10 * (Grain.at((int) Math.floor(column), (int) Math.floor(row)) - 0.5);
        boolean joint = column - Math.floor(column) < 0.05 || row - Math.floor(row) < 0.05;
        double light = weight * shade * (joint ? 0.80 : 1);
        add(colour, 160, 152, 140, light);
    }

    private static void road(double[] colour, double x, double z, double weight) {
        boolean zebra = x > ZEBRA_LEFT && x < ZEBRA_RIGHT;
        boolean stripe = zebra && Math.floor(z / 0.55) % 2 == 0;
        boolean dash = !zebra && Math.abs(z - CENTRE_LINE) < 0.09 && Math.floor((x + 100) / 1.6) % 2 == 0;
        if (stripe || dash) {
            add(colour, 196, 196, 190, weight);
        } else {
            double worn = 1 + 0.06 * (Grain.smooth(x / 6, z * 1.4) - 0.5);
            add(colour, 84, 85, 88, weight * worn);
        }
    }

    private static void add(double[] colour, double red, double green, double blue, double weight) {
        colour[0] += red * weight;
        colour[1] += green * weight;
        colour[2] += blue * weight;
    }
}
