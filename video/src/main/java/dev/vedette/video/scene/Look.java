package dev.vedette.video.scene;

import java.awt.Color;
import java.util.Random;

/**
 * What a person looks like.
 *
 * @param stature height in metres
 * @param build width, 1 on average
 * @param skirt a skirt or coat down to the knees
 */
record Look(
        double stature,
        double build,
        Color skin,
        Color hair,
        boolean longHair,
        Color top,
        Color legs,
        Color shoes,
        boolean skirt) {

    private static final Color[] SKINS = colours(0xe8b894, 0xd9a07a, 0xb97a52, 0x8a5a3c, 0xf0c8a8);
    private static final Color[] HAIRS = colours(0x2a1d14, 0x4a3222, 0x8a6a3a, 0x1a1a1e, 0x9a9a98, 0x6a3a20);
    private static final Color[] TOPS =
            colours(0x24304f, 0x6b2027, 0x2f5a3a, 0x22242a, 0xb8a888, 0xd8d8d4, 0x3f6a9a, 0x7a5a8a, 0xb8863a, 0x566068);
    private static final Color[] TROUSERS = colours(0x2a3550, 0x1e1f24, 0x55585e, 0x8a7a60, 0x3d4f70, 0x4a3a30);
    private static final Color[] SHOES = colours(0x1a1614, 0x3a2a20, 0xc8c8c4);

    static Look random(Random random) {
        boolean skirt = random.nextInt(4) == 0;
        return new Look(
                1.58 + 0.30 * random.nextDouble(),
                0.9 + 0.3 * random.nextDouble(),
                pick(SKINS, random),
                pick(HAIRS, random),
                skirt || random.nextInt(4) == 0,
                pick(TOPS, random),
                pick(TROUSERS, random),
                pick(SHOES, random),
                skirt);
    }

    /** The same person in sports clothes. */
    Look inSportswear() {
        return new Look(
                stature,
                build,
                skin,
                hair,
                false,
                new Color(0xe8e03a),
                new Color(0x15161a),
                new Color(0xf0f0f0),
                false);
    }

    private static Color pick(Color[] colours, Random random) {
        return colours[random.nextInt(colours.length)];
    }

    private static Color[] colours(int... values) {
        Color[] colours = new Color[values.length];
        for (int i = 0; i < values.length; i++) {
            colours[i] = new Color(values[i]);
        }
        return colours;
    }
}
