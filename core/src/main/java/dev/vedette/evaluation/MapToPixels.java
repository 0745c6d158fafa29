package dev.vedette.evaluation;

import dev.vedette.scoring.ScoreMap;

/**
 * A token map at the size of a mask: bilinear between the centres of the tokens, and as at the outermost centres outside of
 * them, so that the steps between tokens do not decide a pixel figure.
 */
final class MapToPixels {
    private MapToPixels() {}

    /** {@code height · width} values, rows from the top. */
    static float[] resize(ScoreMap map, int width, int height) {
        int rows = map.grid().rows();
        int columns = map.grid().columns();
        float[] pixels = new float[width * height];
        float[] across = positions(width, columns);
        for (int y = 0; y < height; y++) {
            float row = position(y, height, rows);
            int top = (int) row;
            int bottom = Math.min(rows - 1, top + 1);
            for (int x = 0; x < width; x++) {
                float column = across[x];
                int left = (int) column;
                int right = Math.min(columns - 1, left + 1);
                float upper = mix(map.at(top, left), map.at(top, right), column - left);
                float lower = mix(map.at(bottom, left), map.at(bottom, right), column - left);
                pixels[y * width + x] = mix(upper, lower, row - top);
            }
        }
        return pixels;
    }

    private static float[] positions(int pixels, int tokens) {
        float[] positions = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            positions[i] = position(i, pixels, tokens);
        }
        return positions;
    }

    /** Where the centre of pixel {@code i} of {@code pixels} lies between the centres of {@code tokens} tokens. */
    private static float position(int i, int pixels, int tokens) {
        float position = (i + 0.5f) * tokens / pixels - 0.5f;
        return Math.max(0, Math.min(tokens - 1, position));
    }

    private static float mix(float first, float second, float part) {
        return first + part * (second - first);
    }
}
