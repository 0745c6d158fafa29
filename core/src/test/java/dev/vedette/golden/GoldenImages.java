package dev.vedette.golden;

import dev.vedette.frame.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pictures among the golden vectors. */
public final class GoldenImages {
    private GoldenImages() {}

    /** One picture [height, width, 3]. */
    public static Image image(String name) {
        NpyArray array = NpyArray.load(name + ".npy");
        return new Image(array.shape()[1], array.shape()[0], array.bytes());
    }

    /** Several pictures [n, height, width, 3]. */
    public static List<Image> images(String name) {
        NpyArray array = NpyArray.load(name + ".npy");
        byte[] all = array.bytes();
        int size = all.length / array.shape()[0];
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < array.shape()[0]; i++) {
            images.add(
                    new Image(array.shape()[2], array.shape()[1], Arrays.copyOfRange(all, i * size, (i + 1) * size)));
        }
        return images;
    }
}
