package dev.vedette.engine;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Planes;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenMask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the network is shown once.
 *
 * @param pictures the frames t−3, t and t+3, each [3, H, W]; frame t is also the target
 */
public record Sample(List<Planes> pictures, TokenMask mask) {
    static final int PICTURES = 3;

    /** Of one picture. */
    static final int CHANNELS = NetworkConfig.INPUT_CHANNELS / PICTURES;

    public Sample {
        pictures = List.copyOf(pictures);
        if (pictures.size() != PICTURES) {
            throw new IllegalArgumentException("a sample shows three pictures, not " + pictures.size());
        }
    }

    /** @param images [9, H, W]: blue, green, red of the frames t−3, t and t+3, scaled to −1..1 */
    public Sample(float[] images, TokenMask mask) {
        this(thirds(images), mask);
    }

    private static List<Planes> thirds(float[] images) {
        int size = images.length / PICTURES;
        List<Planes> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            pictures.add(Planes.of(Arrays.copyOfRange(images, i * size, (i + 1) * size)));
        }
        return pictures;
    }

    /** Frame t, [3, H, W]. */
    Planes target() {
        return pictures.get(1);
    }

    /** @throws VedetteException bad input, when a network expects other sizes */
    public void requireFits(NetworkConfig network) {
        int values = CHANNELS * network.frameHeight() * network.frameWidth();
        for (Planes picture : pictures) {
            if (picture.size() != values) {
                throw VedetteException.badInput("a picture has " + picture.size()
                        + " values, the network expects " + values + " (3 × " + network.frameHeight() + " × "
                        + network.frameWidth() + ")");
            }
        }
        if (mask.tokens() != network.tokens() || mask.keptTokens() != network.keptTokens()) {
            throw VedetteException.badInput("a mask keeps " + mask.keptTokens() + " of " + mask.tokens()
                    + " tokens, the network expects " + network.keptTokens() + " of " + network.tokens());
        }
    }
}
