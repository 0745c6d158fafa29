package dev.vedette.training;

import dev.vedette.model.NetworkConfig;

/** Which tokens a synthetic anomaly covers. */
final class TokenPlaces {
    private static final double COVERED = 0.4;

    private final double[] shares;

    /** @param anomalyMap [H·W], 0..255 */
    TokenPlaces(NetworkConfig network, byte[] anomalyMap) {
        shares = new double[network.tokens()];
        int columns = network.grid().columns();
        double whole = 255.0 * network.patch() * network.patch();
        for (int i = 0; i < anomalyMap.length; i++) {
            int row = i / network.frameWidth() / network.patch();
            int column = i % network.frameWidth() / network.patch();
            shares[row * columns + column] += (anomalyMap[i] & 0xff) / whole;
        }
    }

    boolean covered(int token) {
        return shares[token] >= COVERED;
    }

    boolean free(int token) {
        return shares[token] == 0;
    }
}
